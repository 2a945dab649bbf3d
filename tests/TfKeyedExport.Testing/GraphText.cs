using System.Globalization;
using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Testing;

/// <summary>
/// Graphs as text, a node a line: <c>name Op input input:1 ^waited attribute=value</c>. Values are types, whole numbers, truth values, texts,
/// <c>@</c> and the name of a function, <c>?</c> for an unknown shape, or several in brackets, texts in capitals; the attribute <c>value</c> is a
/// scalar of the type <c>dtype</c>, or a vector or matrix of whole numbers or of float32: <c>[1,2]</c>, <c>[[1,2],[3,4]]</c>; <c>dense_shapes</c>
/// are the sizes of vectors.
/// </summary>
internal static class GraphText
{
    /// <summary>The nodes.</summary>
    public static NodeDef[] Nodes(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Node)];

    /// <summary>A function that takes and gives float32.</summary>
    public static FunctionDef Function(string name, string[] inputs, string result, string text) => new()
    {
        Signature = new OpDef
        {
            Name = name,
            InputArg = { inputs.Select(i => new OpDef.Types.ArgDef { Name = i, Type = DataType.Float }) },
            OutputArg = { new OpDef.Types.ArgDef { Name = "result", Type = DataType.Float } },
        },
        NodeDef = { Nodes(text) },
        Ret = { ["result"] = result },
    };

    /// <summary>A model with the signature <c>serving_default</c>, whose inputs are the placeholders.</summary>
    /// <param name="text">The graph.</param>
    /// <param name="outputs">What is fetched, as <c>node:output</c>; all of float32, those that end in <c>#</c> of int32.</param>
    /// <param name="functions">The functions.</param>
    public static SavedModel Model(string text, string[] outputs, params FunctionDef[] functions)
    {
        NodeDef[] nodes = Nodes(text);
        var graph = new GraphDef { Versions = new VersionDef { Producer = 1000 }, Library = new FunctionDefLibrary() };
        graph.Node.AddRange(nodes.Select(n => n.ToByteString()));
        graph.Library.Function.AddRange(functions.Select(f => f.ToByteString()));
        var signature = new SignatureDef { MethodName = "tensorflow/serving/predict" };
        foreach (NodeDef node in nodes.Where(n => n.Op == "Placeholder"))
            signature.Inputs[node.Name] = Info($"{node.Name}:0", node.Attr["dtype"].Type);
        for (int i = 0; i < outputs.Length; i++)
            signature.Outputs[$"o{i:00}"] = Info(outputs[i].TrimEnd('#'), outputs[i].EndsWith('#') ? DataType.Int32 : DataType.Float);
        var metaGraph = new MetaGraphDef { GraphDef = graph, MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef { Tags = { "serve" } } };
        metaGraph.SignatureDef["serving_default"] = signature;
        return new SavedModel("no-folder", new SavedModelProto { SavedModelSchemaVersion = 1, MetaGraphs = { metaGraph } });
    }

    private static TensorInfo Info(string tensor, DataType type) => new()
    {
        Name = tensor,
        Dtype = type,
        TensorShape = new TensorShapeProto { UnknownRank = true },
    };

    private static NodeDef Node(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var node = new NodeDef { Name = words[0], Op = words[1] };
        foreach (string word in words[2..])
        {
            if (!word.Contains('=', StringComparison.Ordinal))
                node.Input.Add(word);
            else if (word.StartsWith("value=", StringComparison.Ordinal))
                node.Attr["value"] = new AttrValue { Tensor = Scalar(node.Attr["dtype"].Type, word[6..]) };
            else if (word.StartsWith("dense_shapes=[", StringComparison.Ordinal))
                node.Attr["dense_shapes"] = new AttrValue { List = new AttrValue.Types.ListValue { Shape = { Shapes(word[14..^1]) } } };
            else if (word.StartsWith("shape=[", StringComparison.Ordinal))
                node.Attr["shape"] = new AttrValue { Shape = new TensorShapeProto { Dim = { Value(word[6..]).List.I.Select(Dimension) } } };
            else
                node.Attr[word[..word.IndexOf('=', StringComparison.Ordinal)]] = Value(word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }
        return node;
    }

    // Of one dimension each.
    private static IEnumerable<TensorShapeProto> Shapes(string sizes) => sizes.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(s => new TensorShapeProto { Dim = { Dimension(long.Parse(s, CultureInfo.InvariantCulture)) } });

    private static AttrValue Value(string text) => text switch
    {
        "float" => new() { Type = DataType.Float },
        "double" => new() { Type = DataType.Double },
        "int32" => new() { Type = DataType.Int32 },
        "int64" => new() { Type = DataType.Int64 },
        "bool" => new() { Type = DataType.Bool },
        "string" => new() { Type = DataType.String },
        "resource" => new() { Type = DataType.Resource },
        "variant" => new() { Type = DataType.Variant },
        "?" => new() { Shape = new TensorShapeProto { UnknownRank = true } },
        ['@', .. string function] => new() { Func = new NameAttrList { Name = function } },
        "true" or "false" => new() { B = text == "true" },
        "int8" => new() { Type = DataType.Int8 },
        "int16" => new() { Type = DataType.Int16 },
        "complex64" => new() { Type = DataType.Complex64 },
        ['[', .. string numbers, ']'] when numbers.Split(',').All(n => long.TryParse(n, CultureInfo.InvariantCulture, out _)) =>
            new() { List = new AttrValue.Types.ListValue { I = { numbers.Split(',').Select(n => long.Parse(n, CultureInfo.InvariantCulture)) } } },
        ['[', >= 'A' and <= 'Z', ..] => new() { List = new AttrValue.Types.ListValue { S = { text[1..^1].Split(',').Select(ByteString.CopyFromUtf8) } } },
        ['[', .. string types, ']'] =>
            new() { List = new AttrValue.Types.ListValue { Type = { types.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => Value(t).Type) } } },
        _ when long.TryParse(text, CultureInfo.InvariantCulture, out long number) => new() { I = number },
        _ => new() { S = ByteString.CopyFromUtf8(text) },
    };

    private static TensorShapeProto.Types.Dim Dimension(long size) => new() { Size = size };

    private static TensorProto Scalar(DataType type, string text)
    {
        var tensor = new TensorProto { Dtype = type, TensorShape = new TensorShapeProto() };
        if (text is ['[', .. string elements, ']'])
        {
            string[] parts = elements.Trim('[', ']').Replace("],[", ",", StringComparison.Ordinal).Split(',');
            if (type == DataType.Float)
                tensor.FloatVal.Add(parts.Select(e => float.Parse(e, CultureInfo.InvariantCulture)));
            else if (type == DataType.Int32)
                tensor.IntVal.Add(parts.Select(e => int.Parse(e, CultureInfo.InvariantCulture)));
            else
                tensor.Int64Val.Add(parts.Select(e => long.Parse(e, CultureInfo.InvariantCulture)));
            int rows = elements.Count(c => c == ']');
            tensor.TensorShape.Dim.Add(rows > 0 ? [Dimension(rows), Dimension(parts.Length / rows)] : [Dimension(parts.Length)]);
            return tensor;
        }
        if (type == DataType.Float)
            tensor.FloatVal.Add(float.Parse(text, CultureInfo.InvariantCulture));
        else if (type == DataType.Bool)
            tensor.BoolVal.Add(text == "true");
        else if (type == DataType.String)
            tensor.StringVal.Add(ByteString.CopyFromUtf8(text));
        else if (type == DataType.Int64)
            tensor.Int64Val.Add(long.Parse(text, CultureInfo.InvariantCulture));
        else
            tensor.IntVal.Add(int.Parse(text, CultureInfo.InvariantCulture));
        return tensor;
    }
}
