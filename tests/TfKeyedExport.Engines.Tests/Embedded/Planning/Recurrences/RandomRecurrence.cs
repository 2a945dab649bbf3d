using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Engines.Tests.Embedded.Planning.Recurrences;

/// <summary>
/// A model of a loop over the steps of a sequence, with a random cell: two states, products whose columns are split, functions of elements, and perhaps
/// a mask. Inputs are x [steps, rows, features], mask [steps, rows, 1], the states h and c [rows, width], and how many steps to take.
/// </summary>
internal sealed class RandomRecurrence
{
    private readonly Random _random;
    private readonly List<NodeDef> _body = [];
    private readonly int _width;
    private int _names;

    /// <param name="seed">Two recurrences of one seed are equal.</param>
    public RandomRecurrence(int seed)
    {
        _random = new Random(seed);
        _width = _random.Next(3) == 0 ? _random.Next(1, 70) : _random.Next(1, 12);
        int rows = _random.Next(4) == 0 ? _random.Next(1, 200) : _random.Next(1, 20), features = _random.Next(1, 20), steps = _random.Next(0, 7);
        IsMasked = _random.Next(2) == 0;
        KeepsAll = _random.Next(2) == 0;
        Inputs["x"] = Floats(steps, rows, features);
        Inputs["mask"] = Tensor.From<bool>(new TensorShape(steps, rows, 1), [.. Enumerable.Range(0, steps * rows).Select(_ => _random.Next(3) > 0)]);
        Inputs["h"] = Floats(rows, _width);
        Inputs["c"] = Floats(rows, _width);
        Inputs["steps"] = Tensor.From<int>(TensorShape.Scalar, [steps]);
        Model = Build(features);
    }

    /// <summary>The inputs, by name.</summary>
    public Dictionary<string, Tensor> Inputs { get; } = [];

    /// <summary>Whether a mask keeps states as they are.</summary>
    public bool IsMasked { get; }

    /// <summary>Whether every step's state is kept, and not only the last.</summary>
    public bool KeepsAll { get; }

    /// <summary>The model; its outputs are the states, the counter and the kept states.</summary>
    public SavedModel Model { get; }

    private SavedModel Build(int features)
    {
        var graph = new GraphDef
        {
            Versions = new VersionDef { Producer = 1000 },
            Library = new FunctionDefLibrary { Function = { Condition().ToByteString(), Body(features).ToByteString() } },
        };
        var signature = new SignatureDef { MethodName = "tensorflow/serving/predict" };
        foreach ((string name, Tensor tensor) in Inputs)
        {
            graph.Node.Add(Node(name, "Placeholder", [], ("dtype", Type(tensor.Type))).ToByteString());
            signature.Inputs[name] = Info(name, tensor.Type);
        }
        NodeDef[] nodes =
        [
            Constant("zero", Tensor.From<int>(TensorShape.Scalar, [0])),
            Constant("one", Tensor.From<int>(TensorShape.Scalar, [1])),
            Constant("element", Tensor.From<int>(-1, features)),
            Constant("mask_element", Tensor.From<int>(-1, 1)),
            Constant("kept_element", Tensor.From<int>((int)Inputs["h"].Shape[0], _width)),
            Node("xs", "TensorListFromTensor", ["x", "element"], ("element_dtype", Type(DataType.Float)), ("shape_type", Type(DataType.Int32))),
            Node("masks", "TensorListFromTensor", ["mask", "mask_element"], ("element_dtype", Type(DataType.Bool)), ("shape_type", Type(DataType.Int32))),
            Node(
                "kept", "TensorListReserve", ["kept_element", KeepsAll ? "steps" : "one"], ("element_dtype", Type(DataType.Float)),
                ("shape_type", Type(DataType.Int32))),
            Node(
                "loop",
                "StatelessWhile", ["zero", "steps", "kept", "xs", "masks", "h", "c"], ("T", Types()), ("cond", Named("condition")), ("body", Named("body"))),
            Node("stacked", "TensorListStack", ["loop:2", "kept_element"], ("element_dtype", Type(DataType.Float)), ("num_elements", new AttrValue { I = -1 })),
        ];
        graph.Node.AddRange(nodes.Select(n => n.ToByteString()));
        (string Name, string From, DataType Type)[] outputs =
            [("o0", "loop:5", DataType.Float), ("o1", "loop:6", DataType.Float), ("o2", "loop", DataType.Int32), ("o3", "stacked", DataType.Float)];
        foreach ((string name, string from, DataType type) in outputs)
            signature.Outputs[name] = Info(from, type);
        var metaGraph = new MetaGraphDef { GraphDef = graph, MetaInfoDef = new() { Tags = { "serve" } } };
        metaGraph.SignatureDef["serving_default"] = signature;
        return new SavedModel("no-folder", new SavedModelProto { SavedModelSchemaVersion = 1, MetaGraphs = { metaGraph } });
    }

    private static FunctionDef Condition() => new()
    {
        Signature = Declaration("condition", ("holds", DataType.Bool)),
        NodeDef = { Node("less", "Less", ["v0", "v1"], ("T", Type(DataType.Int32))) },
        Ret = { ["holds"] = "less:z:0" },
    };

    private FunctionDef Body(int features)
    {
        string one = Add(Constant("", Tensor.From<int>(TensorShape.Scalar, [1])), "output");
        string zero = Add(Constant("", Tensor.From<int>(TensorShape.Scalar, [0])), "output");
        string next = Function("AddV2", DataType.Int32, "v0", one);
        string x = Element("v3", features, DataType.Float);
        List<string> pool = ["v5", "v6"];
        foreach ((string rows, int depth) in new[] { (x, features), ("v5", _width), ("v6", _width) })
            pool.AddRange(Gates(rows, depth));
        for (int i = _random.Next(3, 12); i > 0; i--)
            pool.Add(Any(pool));
        // Of one state a product says how wide it is, and the other one is added to it.
        string sum = Function("AddV2", DataType.Float, Any(pool), Function("AddV2", DataType.Float, pool[2], "v6"));
        string h = Masked(Function("Tanh", DataType.Float, sum), "v5"), c = Masked(Function("Sigmoid", DataType.Float, Any(pool)), "v6");
        string kept = Add(
            Node("", "TensorListSetItem", ["v2", KeepsAll ? "v0" : zero, _random.Next(2) == 0 ? h : c], ("element_dtype", Type(DataType.Float))),
            "output_handle");
        (string Name, DataType Type)[] results = [.. VariableTypes.Select((t, i) => ($"r{i}", t))];
        var body = new FunctionDef { Signature = Declaration("body", results), NodeDef = { _body } };
        string[] from = [next, "v1", kept, "v3", "v4", h, c];
        for (int i = 0; i < from.Length; i++)
            body.Ret[$"r{i}"] = from[i];
        return body;
    }

    // Equal pieces of a product, cut in one of the ways in which models do it.
    private List<string> Gates(string rows, int depth)
    {
        int count = _random.Next(1, 5);
        string weights = Add(Constant("", Floats(depth, count * _width)), "output");
        string product = Add(Node("", "MatMul", [rows, weights], ("T", Type(DataType.Float))), "product");
        if (_random.Next(2) == 0)
            product = Add(Node("", "BiasAdd", [product, Add(Constant("", Floats(count * _width)), "output")], ("T", Type(DataType.Float))), "output");
        if (_random.Next(2) == 0)
        {
            string axis = Add(Constant("", Tensor.From<int>(TensorShape.Scalar, [_random.Next(2) == 0 ? 1 : -1])), "output");
            string split = Add(Node("", "Split", [axis, product], ("T", Type(DataType.Float)), ("num_split", new AttrValue { I = count })), "output");
            return [.. Enumerable.Range(0, count).Select(i => $"{split[..^2]}:{i}")];
        }
        return [.. Enumerable.Range(0, count).Select(i => Slice(product, i * _width, i == count - 1 ? 0 : (i + 1) * _width))];
    }

    private string Slice(string from, int first, int behind)
    {
        string Pair(int a, int b) => Add(Constant("", Tensor.From<int>(a, b)), "output");
        return Add(
            Node("", "StridedSlice", [from, Pair(0, first), Pair(0, behind), Pair(1, 1)], ("T", Type(DataType.Float)), ("Index", Type(DataType.Int32)),
                ("begin_mask", new AttrValue { I = 1 }), ("end_mask", new AttrValue { I = behind == 0 ? 3 : 1 })),
            "output");
    }

    private string Any(List<string> pool)
    {
        string One() => pool[_random.Next(pool.Count)];
        return _random.Next(8) switch
        {
            0 => Function("Sigmoid", DataType.Float, One()),
            1 => Function("Tanh", DataType.Float, One()),
            2 => Function("Sub", DataType.Float, Add(Constant("", Tensor.From<float>(TensorShape.Scalar, [1])), "output"), One()),
            3 => Function("Mul", DataType.Float, One(), Add(Constant("", Floats(_width)), "output")),
            4 => Function("Mul", DataType.Float, Function("Tanh", DataType.Float, One()), Function("Sigmoid", DataType.Float, One())),
            _ => Function("AddV2", DataType.Float, One(), One()),
        };
    }

    private string Masked(string value, string otherwise)
    {
        if (!IsMasked)
            return value;
        string mask = Element("v4", 1, DataType.Bool);
        int times = _random.Next(3) switch { 0 => 0, 1 => 1, _ => _width };
        if (times > 0)
            mask = Add(
                Node(
                    "", "Tile", [mask, Add(Constant("", Tensor.From<int>(1, times)), "output")], ("T", Type(DataType.Bool)),
                    ("Tmultiples", Type(DataType.Int32))),
                "output");
        return Add(Node("", "SelectV2", [mask, value, otherwise], ("T", Type(DataType.Float))), "output");
    }

    private string Element(string list, int width, DataType type) => Add(
        Node("", "TensorListGetItem", [list, "v0", Add(Constant("", Tensor.From<int>(-1, width)), "output")], ("element_dtype", Type(type))), "item");

    private string Function(string op, DataType type, params string[] inputs) =>
        Add(Node("", op, inputs, ("T", Type(type))), op is "Sigmoid" or "Tanh" ? "y" : "z");

    private string Add(NodeDef node, string output)
    {
        node.Name = $"n{_names++}";
        _body.Add(node);
        return $"{node.Name}:{output}:0";
    }

    private Tensor Floats(params long[] shape) => Tensor.From<float>(
        new TensorShape(shape), [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => (_random.NextSingle() * 2) - 1)]);

    private static readonly DataType[] VariableTypes =
        [DataType.Int32, DataType.Int32, DataType.Variant, DataType.Variant, DataType.Variant, DataType.Float, DataType.Float];

    private static OpDef Declaration(string name, params (string Name, DataType Type)[] outputs) => new()
    {
        Name = name,
        InputArg = { VariableTypes.Select((type, i) => new OpDef.Types.ArgDef { Name = $"v{i}", Type = type }) },
        OutputArg = { outputs.Select(o => new OpDef.Types.ArgDef { Name = o.Name, Type = o.Type }) },
    };

    private static NodeDef Node(string name, string op, string[] inputs, params (string Name, AttrValue Value)[] attributes)
    {
        var node = new NodeDef { Name = name, Op = op, Input = { inputs } };
        foreach ((string attribute, AttrValue value) in attributes)
            node.Attr[attribute] = value;
        return node;
    }

    private static NodeDef Constant(string name, Tensor value) =>
        Node(name, "Const", [], ("dtype", Type(value.Type)), ("value", new AttrValue { Tensor = value.ToProto() }));

    private static AttrValue Type(DataType type) => new() { Type = type };

    private static AttrValue Types() => new() { List = new AttrValue.Types.ListValue { Type = { VariableTypes } } };

    private static AttrValue Named(string function) => new() { Func = new NameAttrList { Name = function } };

    private static TensorInfo Info(string name, DataType type) =>
        new()
        {
            Name = name.Contains(':', StringComparison.Ordinal) ? name : $"{name}:0",
            Dtype = type,
            TensorShape = new TensorShapeProto { UnknownRank = true },
        };
}
