using TfKeyedExport.Protos;

namespace TfKeyedExport.Graphs;

/// <summary>A function of the library with its nodes by name.</summary>
internal sealed class FunctionBody
{
    private readonly Dictionary<string, NodeDef> _nodes = new(StringComparer.Ordinal);

    public FunctionBody(FunctionDef definition)
    {
        Definition = definition;
        foreach (NodeDef node in definition.NodeDef)
            _nodes[node.Name] = node;
    }

    /// <summary>The function as serialized.</summary>
    public FunctionDef Definition { get; }

    /// <summary>Its name.</summary>
    public string Name => Definition.Signature.Name;

    /// <summary>A node of its body, or null.</summary>
    public NodeDef? FindNode(string name) => _nodes.GetValueOrDefault(name);
}
