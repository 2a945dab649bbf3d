using TfKeyedExport.Graphs;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>How often a node is read. Rewriting makes new nodes, but where they come from stays the same: that is what counts here.</summary>
internal sealed class ReaderCounts
{
    private readonly Dictionary<NodeOrigin, int> _counts = new(ReferenceEqualityComparer.Instance);

    /// <param name="graph">The graph before it is rewritten.</param>
    public ReaderCounts(Graph graph)
    {
        foreach ((NodeOutput output, int count) in GraphRewriter.CountReaders(graph))
            _counts[output.Node.Origin] = _counts.GetValueOrDefault(output.Node.Origin) + count;
    }

    /// <summary>Whether one node, or one result of the graph, reads it, and nothing else.</summary>
    public bool IsReadOnce(Node node) => _counts.GetValueOrDefault(node.Origin) == 1;
}
