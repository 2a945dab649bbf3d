using System.Runtime.InteropServices;
using TfKeyedExport.Graphs;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>How often a node is read. Rewriting makes new nodes, but where they come from stays the same: that is what counts here.</summary>
internal sealed class ReaderCounts
{
    private readonly Dictionary<NodeOrigin, int> _counts = new(ReferenceEqualityComparer.Instance);

    /// <param name="graph">The graph before it is rewritten.</param>
    public ReaderCounts(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            foreach (NodeOutput read in node.Inputs)
                Count(read);
        }
        foreach (NodeOutput read in graph.Results)
            Count(read);
    }

    /// <summary>Whether one node, or one result of the graph, reads it, and nothing else.</summary>
    public bool IsReadOnce(Node node) => _counts.GetValueOrDefault(node.Origin) == 1;

    private void Count(NodeOutput read) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, read.Node.Origin, out _)++;
}
