using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>
/// Nodes that will be one step: each computes elements from elements, and what they read of one another nobody else reads before the last of them.
/// </summary>
internal sealed class ElementwiseGroup
{
    /// <summary>The nodes, in order.</summary>
    public List<Node> Members { get; } = [];

    /// <summary>Whether somebody else has read a member: nobody can join any more.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Finds the groups of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="isEligible">Which nodes can be members.</param>
    /// <param name="largest">The most members of a group.</param>
    /// <returns>The group of each member; groups of one are not there.</returns>
    public static Dictionary<Node, ElementwiseGroup> Find(Graph graph, Func<Node, bool> isEligible, int largest)
    {
        var groups = new Dictionary<Node, ElementwiseGroup>(ReferenceEqualityComparer.Instance);
        foreach (Node node in graph.Nodes)
        {
            ElementwiseGroup? joined = isEligible(node) ? Join(node, groups, largest) : null;
            foreach (NodeOutput input in node.Inputs)
            {
                if (groups.TryGetValue(input.Node, out ElementwiseGroup? read) && read != joined)
                    read.IsClosed = true;
            }
        }
        foreach (Node node in groups.Keys.ToArray())
        {
            if (groups[node].Members.Count == 1)
                groups.Remove(node);
        }
        return groups;
    }

    private static ElementwiseGroup Join(Node node, Dictionary<Node, ElementwiseGroup> groups, int largest)
    {
        ElementwiseGroup? joined = null;
        foreach (NodeOutput input in node.Inputs)
        {
            if (!groups.TryGetValue(input.Node, out ElementwiseGroup? other) || other.IsClosed || other == joined
                || other.Members.Count + (joined?.Members.Count ?? 0) >= largest)
                continue;
            // Neither reads the other, or it would be closed: any order of the two is right, so the members keep that of the graph.
            if (joined is null)
            {
                joined = other;
                continue;
            }
            foreach (Node member in other.Members)
            {
                groups[member] = joined;
                joined.Members.Add(member);
            }
        }
        joined ??= new ElementwiseGroup();
        joined.Members.Add(node);
        groups[node] = joined;
        return joined;
    }
}
