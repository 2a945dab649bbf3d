using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Tests.Versions;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Calls;

/// <summary>A model of one signature that answers what the test says, called without sockets.</summary>
internal sealed class CallHarness : IDisposable
{
    private readonly BatchScheduler _threads = new(1, TimeProvider.System);

    public CallHarness(SignatureArgument[] inputs, SignatureArgument[] outputs, Func<Tensor[], Tensor[]> model)
    {
        var signature = new ModelSignature(ModelSignature.ServingDefault, ModelSignature.PredictMethod, inputs, outputs);
        var host = new FakeHost(7) { Signature = signature, Model = model };
        Model = host.Served("m", _threads);
    }

    public ServedModel Model { get; }

    public static Input Examples(int count)
    {
        var list = new ExampleList();
        for (int i = 0; i < count; i++)
            list.Examples.Add(new Example());
        return new Input { ExampleList = list };
    }

    public static SignatureArgument Argument(string name, DataType type = DataType.Float) => new(name, type, TensorShape.Unknown, name + ":0");

    public static Tensor Words(params string[] words) => Tensor.FromText(words).Reshape(new TensorShape(words.Length / 2, 2));

    public ValueTask<ClassificationResult> Classify(int examples) =>
        ClassifyCall.Run(Model, ModelSignature.ServingDefault, ExampleInputs.Of(Examples(examples)), CallTerms.None);

    public ValueTask<RegressionResult> Regress(int examples) =>
        RegressCall.Run(Model, ModelSignature.ServingDefault, ExampleInputs.Of(Examples(examples)), CallTerms.None);

    public static async Task<string> Fault<T>(Func<ValueTask<T>> call, Code code = Code.InvalidArgument)
    {
        ServingFault fault = await Assert.ThrowsAsync<ServingFault>(async () => await call());
        Assert.Equal(code, fault.Code);
        return fault.Message;
    }

    public void Dispose()
    {
        Model.Dispose();
        _threads.Dispose();
    }
}
