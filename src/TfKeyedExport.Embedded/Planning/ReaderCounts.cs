using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>How often a node is read. Rewriting makes new nodes, but where they come from stays the same: that is what counts here.</summary>
/// <remarks>
/// Counts are noted in the origins themselves. If a region shares an origin with the graph around it, counting in the region takes it
/// over: the node then counts as read more than once, which only keeps it from being fused.
/// </remarks>
internal sealed class ReaderCounts
{
    /// <param name="graph">The graph before it is rewritten.</param>
    public ReaderCounts(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            foreach (NodeOutput read in node.Inputs)
                Count(read.Node.Origin);
        }
        foreach (NodeOutput read in graph.Results)
            Count(read.Node.Origin);
    }

    /// <summary>Whether one node, or one result of the graph, reads it, and nothing else.</summary>
    public bool IsReadOnce(Node node) => ReferenceEquals(node.Origin.Counter, this) && node.Origin.Count == 1;

    private void Count(NodeOrigin origin)
    {
        if (!ReferenceEquals(origin.Counter, this))
            (origin.Counter, origin.Count) = (this, 0);
        origin.Count++;
    }
}
