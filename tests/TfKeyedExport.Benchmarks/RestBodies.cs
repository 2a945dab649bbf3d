using System.Buffers;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Benchmarks;

/// <summary>Bodies of TF Serving's REST predict requests read, and answers written: keyed rows of five inputs, and images.</summary>
public class RestBodies
{
    private const int Pixels = 784;

    private readonly ArrayBufferWriter<byte> _answer = new(4 << 20);
    private RestSignature _signature = null!;
    private byte[] _body = [];
    private Tensor[] _outputs = [];

    /// <summary>What is read and written.</summary>
    [Params("1 row", "32 rows", "32 images, 6 digits", "32 images, 16 digits")]
    public string What { get; set; } = "1 row";

    /// <summary>Makes body and answer.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        bool images = What.Contains("images", StringComparison.Ordinal);
        int rows = What[0] == '1' ? 1 : 32;
        _signature = new RestSignature(images ? Images() : Babyweight());
        _body = Encoding.UTF8.GetBytes(images ? ImageBody(rows, What.Contains("16", StringComparison.Ordinal)) : RowBody(rows));
        _outputs = images
            ? [Tensor.From<float>(new TensorShape(rows, Pixels), Noise(rows * Pixels))]
            : [Tensor.FromText([.. Enumerable.Range(0, rows).Select(i => $"row-{i}")]), Tensor.From<float>(new TensorShape(rows, 1), Noise(rows))];
        Console.WriteLine($"// body: {_body.Length} bytes, answer: {Write()} bytes");
    }

    /// <summary>Checks the syntax only.</summary>
    [Benchmark]
    public PredictForm Check() => PredictBody.Read(_body, RestOptions.Default).Form;

    /// <summary>Makes tensors of a body.</summary>
    [Benchmark]
    public Tensor[] Read() => PredictBody.Read(_body, RestOptions.Default).ToTensors(_signature);

    /// <summary>Writes an answer.</summary>
    [Benchmark]
    public int Write()
    {
        _answer.ResetWrittenCount();
        PredictAnswer.Write(_answer, PredictForm.Rows, _signature, _outputs, RestOptions.Default);
        return _answer.WrittenCount;
    }

    private static string RowBody(int rows) => $$"""{"instances": [{{string.Join(", ", Enumerable.Range(0, rows).Select(i =>
        $$"""{"is_male": "True", "mother_age": 26.0, "plurality": "Single(1)", "gestation_weeks": 39, "key": "row-{{i}}"}"""))}}]}""";

    private static string ImageBody(int rows, bool precise) => $$"""{"instances": [{{string.Join(", ", Noise(rows * Pixels).Chunk(Pixels).Select(row =>
        $"[{string.Join(", ", row.Select(v => Spell(v, precise)))}]"))}}]}""";

    private static string Spell(float value, bool precise) =>
        precise ? ((double)value).ToString(CultureInfo.InvariantCulture) : value.ToString("0.######", CultureInfo.InvariantCulture);

    private static float[] Noise(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    private static ModelSignature Babyweight() => new(
        "serving_default", ModelSignature.PredictMethod,
        [Of("gestation_weeks", DataType.Float), Of("is_male", DataType.String), Of("key", DataType.String), Of("mother_age", DataType.Float),
            Of("plurality", DataType.String)],
        [Of("key", DataType.String), Of("weight", DataType.Float)]);

    private static ModelSignature Images() =>
        new("serving_default", ModelSignature.PredictMethod, [Of("image", DataType.Float)], [Of("pixels", DataType.Float)]);

    private static SignatureArgument Of(string name, DataType type) => new(name, type, TensorShape.Unknown, $"{name}:0");
}
