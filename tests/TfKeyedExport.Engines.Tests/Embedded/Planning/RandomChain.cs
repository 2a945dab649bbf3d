using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.Embedded.Planning;

/// <summary>A model of functions of elements in a random order, on random inputs whose shapes broadcast to one another.</summary>
internal sealed class RandomChain
{
    private static readonly string[] Unary = ["Abs", "Erf", "Erfc", "Exp", "Log", "Neg", "Reciprocal", "Relu", "Rsqrt", "Sigmoid", "Sqrt", "Square", "Tanh"];
    private static readonly string[] Binary = ["AddV2", "RealDiv", "Mul", "SquaredDifference", "Sub"];
    private readonly MetaGraphDef _metaGraph = new()
    {
        GraphDef = new GraphDef { Versions = new VersionDef { Producer = 1000 } },
        MetaInfoDef = new() { Tags = { "serve" } },
    };
    private readonly SignatureDef _signature = new() { MethodName = "tensorflow/serving/predict" };

    /// <param name="seed">Two chains of one seed are equal.</param>
    public RandomChain(int seed)
    {
        var random = new Random(seed);
        int[] sizes = [random.Next(4), random.Next(1, 6), random.Next(1, 40), random.Next(1, 10) == 1 ? 1500 : random.Next(1, 30)];
        List<string> names = [];
        for (int i = 0; i < 4; i++)
        {
            int rank = i == 0 ? 4 : random.Next(5);
            long[] shape = [.. sizes[(4 - rank)..].Select(s => i == 0 || random.Next(3) > 0 ? (long)s : 1)];
            Inputs.Add(Tensor.From<float>(
                new TensorShape(shape), [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => Number(random))]));
            names.Add($"i{i}");
            Add(names[^1], "Placeholder", "dtype", []);
            _signature.Inputs[names[^1]] = Info(names[^1]);
        }
        int count = random.Next(2, 24);
        for (int i = 0; i < count; i++)
        {
            bool binary = random.Next(2) == 0;
            string op = binary ? Binary[random.Next(Binary.Length)] : Unary[random.Next(Unary.Length)];
            string[] inputs = [.. Enumerable.Range(0, binary ? 2 : 1).Select(_ => names[Math.Max(0, names.Count - 1 - random.Next(6))])];
            names.Add($"n{i}");
            Add(names[^1], op, "T", inputs);
            if (i == count - 1 || random.Next(8) == 0)
                _signature.Outputs[names[^1]] = Info(names[^1]);
        }
        _metaGraph.SignatureDef["serving_default"] = _signature;
    }

    /// <summary>The inputs, in order.</summary>
    public List<Tensor> Inputs { get; } = [];

    /// <summary>The model.</summary>
    public SavedModel Model => new("no-folder", new SavedModelProto { SavedModelSchemaVersion = 1, MetaGraphs = { _metaGraph } });

    private static float Number(Random random) => random.Next(12) switch
    {
        0 => 0,
        1 => -0f,
        2 => random.Next(20) == 0 ? float.NaN : float.PositiveInfinity,
        _ => (float)((random.NextDouble() * 8) - 3),
    };

    private static TensorInfo Info(string name) => new()
    {
        Name = $"{name}:0",
        Dtype = DataType.Float,
        TensorShape = new TensorShapeProto { UnknownRank = true },
    };

    private void Add(string name, string op, string typeAttribute, string[] inputs)
    {
        var node = new NodeDef { Name = name, Op = op, Input = { inputs } };
        node.Attr[typeAttribute] = new AttrValue { Type = DataType.Float };
        _metaGraph.GraphDef.Node.Add(node.ToByteString());
    }
}
