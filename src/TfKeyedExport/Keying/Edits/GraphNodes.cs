using TfKeyedExport.Functions;
using TfKeyedExport.Keying.Names;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Keying.Edits;

/// <summary>Plans the nodes that a main graph gets, and the serialized signature that names them.</summary>
internal sealed class GraphNodes
{
    private readonly List<PlannedNode> _nodes = [];
    private readonly UniqueNames _names;
    private readonly SignatureDraft _draft;

    private GraphNodes(MetaGraph metaGraph, SignatureDraft draft)
    {
        _names = new UniqueNames(metaGraph.NodeNames);
        _draft = draft;
    }

    /// <summary>Beside an existing signature: the keys only.</summary>
    public static (IReadOnlyList<PlannedNode> Nodes, SignatureDef Signature) Beside(MetaGraph metaGraph, SignatureDef before, SignatureDraft draft)
    {
        var graph = new GraphNodes(metaGraph, draft);
        var signature = new SignatureDef { MethodName = ModelSignature.PredictMethod };
        foreach ((string name, TensorInfo info) in RaggedParts.Expand(before.Inputs))
            signature.Inputs.Add(draft.Inputs[name], info);
        foreach ((string name, TensorInfo info) in RaggedParts.Expand(before.Outputs))
            signature.Outputs.Add(draft.Outputs[name], info);
        foreach ((string name, TensorProto value) in before.Defaults)
            signature.Defaults.Add(draft.Inputs.GetValueOrDefault(name, name), value);
        graph.AddKeys(signature);
        return (graph._nodes, signature);
    }

    /// <summary>Around a function: an input each, one call, and the keys.</summary>
    public static (IReadOnlyList<PlannedNode> Nodes, SignatureDef Signature) Around(
        MetaGraph metaGraph, CallTarget target, IReadOnlyList<CaptureBinding> captures, SignatureDraft draft)
    {
        var graph = new GraphNodes(metaGraph, draft);
        var signature = new SignatureDef { MethodName = ModelSignature.PredictMethod };
        var arguments = new List<string>();
        foreach (SignatureArgument input in target.Inputs)
        {
            string name = draft.Inputs[input.Name];
            string node = graph.Placeholder(name, input.Type, input.Shape);
            arguments.Add(node);
            signature.Inputs.Add(name, Info(node + ":0", input.Type, input.Shape));
        }
        arguments.AddRange(captures.Select(c => c.Tensor));
        string call = graph.Add(NodeDefs.Call(graph.Name(draft.Name), target.Function, arguments, target.Outputs.Select(o => o.Shape)));
        for (int i = 0; i < target.Outputs.Count; i++)
        {
            SignatureArgument output = target.Outputs[i];
            signature.Outputs.Add(draft.Outputs[output.Name], Info($"{call}:{i}", output.Type, output.Shape));
        }
        graph.AddKeys(signature);
        return (graph._nodes, signature);
    }

    private void AddKeys(SignatureDef signature)
    {
        foreach (KeySpec key in _draft.Keys)
        {
            TensorShape shape = key.Shape ?? TensorShape.Unknown;
            string input = Placeholder(key.Name, key.Type, shape);
            string output = Add(NodeDefs.Identity(Name($"{_draft.Name}_{key.Name}_out"), input, key.Type));
            signature.Inputs.Add(key.Name, Info(input + ":0", key.Type, shape));
            signature.Outputs.Add(key.Name, Info(output + ":0", key.Type, shape));
        }
    }

    private string Placeholder(string argument, DataType type, TensorShape shape) =>
        Add(NodeDefs.Placeholder(Name($"{_draft.Name}_{argument}"), type, shape));

    private string Name(string wish) => _names.Take(LegalNames.Node(wish));

    private string Add(NodeDef node)
    {
        _nodes.Add(new PlannedNode(node));
        return node.Name;
    }

    private static TensorInfo Info(string tensor, DataType type, TensorShape shape) =>
        new() { Name = tensor, Dtype = type, TensorShape = shape.ToProto() };
}
