using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>A model of few nodes while it is changed: nodes and functions parsed, and what the signature is fed.</summary>
internal sealed class GraphDraft
{
    public const string Signature = "serving_default";

    public List<NodeDef> Nodes { get; } = [];

    public List<FunctionDef> Functions { get; } = [];

    public SignatureDef Call { get; private init; } = new() { MethodName = "tensorflow/serving/predict" };

    public List<OpDef> Declarations { get; } = [];

    /// <summary>By the signature's names, which are the nodes' names too.</summary>
    public Dictionary<string, Tensor> Inputs { get; } = new(StringComparer.Ordinal);

    /// <summary>What was changed, for people.</summary>
    public List<string> Changes { get; } = [];

    public static GraphDraft Of(SavedModelProto model, IReadOnlyDictionary<string, Tensor> inputs)
    {
        MetaGraphDef metaGraph = model.MetaGraphs[0];
        var draft = new GraphDraft { Call = metaGraph.SignatureDef[Signature] };
        draft.Nodes.AddRange(metaGraph.GraphDef.Node.Select(NodeDef.Parser.ParseFrom));
        draft.Functions.AddRange(metaGraph.GraphDef.Library?.Function.Select(FunctionDef.Parser.ParseFrom) ?? []);
        foreach ((string name, Tensor tensor) in inputs)
            draft.Inputs[name] = tensor;
        return draft;
    }

    /// <summary>Adds an input: a placeholder that is fed.</summary>
    public void AddInput(string name, Tensor value)
    {
        Nodes.Add(new NodeDef { Name = name, Op = "Placeholder", Attr = { ["dtype"] = new AttrValue { Type = value.Type } } });
        Call.Inputs[name] = Info($"{name}:0", value.Type);
        Inputs[name] = value;
    }

    /// <summary>Adds a constant.</summary>
    public void AddConstant(string name, Tensor value) => Nodes.Add(new NodeDef
    {
        Name = name,
        Op = "Const",
        Attr = { ["dtype"] = new AttrValue { Type = value.Type }, ["value"] = new AttrValue { Tensor = value.ToProto() } },
    });

    /// <summary>Asks for a tensor.</summary>
    public void Fetch(string tensor, DataType type) => Call.Outputs[$"o{Call.Outputs.Count:00}"] = Info(tensor, type);

    public SavedModelProto ToModel()
    {
        var graph = new GraphDef { Versions = new VersionDef { Producer = 1000 } };
        graph.Node.AddRange(Nodes.Select(n => n.ToByteString()));
        if (Functions.Count > 0)
            graph.Library = new FunctionDefLibrary { Function = { Functions.Select(f => f.ToByteString()) } };
        var metaGraph = new MetaGraphDef { GraphDef = graph, MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef { Tags = { "serve" } } };
        if (Declarations.Count > 0)
            metaGraph.MetaInfoDef.StrippedOpList = new OpList { Op = { Declarations } }.ToByteString();
        metaGraph.SignatureDef[Signature] = Call;
        return new SavedModelProto { SavedModelSchemaVersion = 1, MetaGraphs = { metaGraph } };
    }

    public static TensorInfo Info(string tensor, DataType type) => new()
    {
        Name = tensor,
        Dtype = type,
        TensorShape = new TensorShapeProto { UnknownRank = true },
    };
}
