using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Graphs;

/// <summary>Finds a metagraph's nodes, functions and op declarations by name, and keeps what it indexed.</summary>
internal sealed class GraphSource(MetaGraph metaGraph)
{
    private readonly Dictionary<string, FunctionBody?> _functions = new(StringComparer.Ordinal);

    /// <summary>A node of the main graph, or null.</summary>
    public NodeDef? FindNode(string name) => metaGraph.Node(name);

    /// <summary>A function of the library, or null.</summary>
    public FunctionBody? FindFunction(string name)
    {
        if (!_functions.TryGetValue(name, out FunctionBody? body))
        {
            body = metaGraph.Function(name) is { } definition ? new FunctionBody(definition) : null;
            _functions.Add(name, body);
        }
        return body;
    }

    /// <summary>The declaration of an operation: the model's own, else TensorFlow's; null if neither has one.</summary>
    public OpDef? FindOperation(string op) => metaGraph.OpDeclarations.GetValueOrDefault(op) ?? OperationCatalog.Find(op);
}
