using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.TensorFlow;

/// <summary>Builds small models in memory, node by node.</summary>
internal sealed class GraphModel
{
    private readonly MetaGraphDef _metaGraph = new()
    {
        GraphDef = new GraphDef { Versions = new VersionDef { Producer = 1000 } },
        MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef { Tags = { "serve" } },
    };

    /// <summary>Adds a node; its inputs as the graph spells them.</summary>
    public GraphModel Node(string name, string op, string[] inputs, params (string Name, AttrValue Value)[] attributes)
    {
        var node = new NodeDef { Name = name, Op = op, Input = { inputs } };
        foreach ((string attribute, AttrValue value) in attributes)
            node.Attr[attribute] = value;
        _metaGraph.GraphDef.Node.Add(node.ToByteString());
        return this;
    }

    /// <summary>Adds a signature; its inputs and outputs are named as their nodes.</summary>
    public GraphModel Signature(string name, (string Node, DataType Type)[] inputs, (string Node, DataType Type)[] outputs)
    {
        var signature = new SignatureDef { MethodName = "tensorflow/serving/predict" };
        foreach ((string node, DataType type) in inputs)
            signature.Inputs[node] = Info(node, type);
        foreach ((string node, DataType type) in outputs)
            signature.Outputs[node] = Info(node, type);
        _metaGraph.SignatureDef[name] = signature;
        return this;
    }

    /// <summary>The model.</summary>
    public SavedModel Build() => new("no-folder", new SavedModelProto { SavedModelSchemaVersion = 1, MetaGraphs = { _metaGraph } });

    /// <summary>An attribute that is a type.</summary>
    public static AttrValue Type(DataType type) => new() { Type = type };

    /// <summary>An attribute that is a list of types.</summary>
    public static AttrValue TypeList(params DataType[] types) => new() { List = new AttrValue.Types.ListValue { Type = { types } } };

    /// <summary>An attribute that is text.</summary>
    public static AttrValue Text(string text) => new() { S = ByteString.CopyFromUtf8(text) };

    private static TensorInfo Info(string node, DataType type) =>
        new() { Name = node + ":0", Dtype = type, TensorShape = new TensorShapeProto { UnknownRank = true } };
}
