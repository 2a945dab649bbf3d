using BenchmarkDotNet.Attributes;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Benchmarks;

/// <summary>One call on the embedded engine. Its allocations have to be those of the answers alone, whose bytes <see cref="AnswersOnly"/> allocates.</summary>
public class Calling : IDisposable
{
    private IModelHost _host = null!;
    private ISignatureRunner _runner = null!;
    private Tensor[] _inputs = [];
    private Tensor[] _outputs = [];

    public static IEnumerable<string> Models => BenchmarkModels.Names;

    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = "";

    [Params(1, 32, 1024)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Open()
    {
        SavedModel model = SavedModel.Load(Repository.Model(Model));
        _host = new EmbeddedEngine().Open(model, new HostOptions());
        _runner = _host.Prepare(ModelSignature.ServingDefault);
        _inputs = SampleRows.Make(model, ModelSignature.ServingDefault).Batch(Rows);
        _outputs = new Tensor[_runner.Signature.Outputs.Count];
        _runner.Run(_inputs, _outputs);
    }

    [Benchmark]
    public Tensor Run()
    {
        _runner.Run(_inputs, _outputs);
        return _outputs[0];
    }

    /// <summary>Makes tensors like the last answers: the measure for the memory of a call.</summary>
    [Benchmark]
    public Tensor AnswersOnly()
    {
        Tensor last = _outputs[0];
        foreach (Tensor answer in _outputs)
        {
            var shape = new TensorShape(answer.Shape.Dimensions);
            last = answer.Type == DataType.String
                ? Tensor.FromStrings(shape, new StringValues(answer.Strings.Data.ToArray(), answer.Strings.Ends.ToArray()))
                : Tensor.FromBytes(answer.Type, shape, answer.Bytes.ToArray());
        }
        return last;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _host.Dispose();
        GC.SuppressFinalize(this);
    }
}
