using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Analyses.Predicates;

/// <summary>A part of a graph.</summary>
internal static class GraphPart
{
    /// <summary>What of a graph gives some of its tensors: without what only checks, and waiting for nothing.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="results">The tensors.</param>
    /// <returns>A graph with the same parameters; its results are those of the tensors that can be had without writing anything, others are left out.</returns>
    public static (Graph Graph, IReadOnlyList<NodeOutput> Given) Giving(Graph graph, IReadOnlyList<NodeOutput> results)
    {
        var made = new Dictionary<Node, Node>();
        HashSet<Node> writing = [], needed = Needed(results);
        foreach (Node node in graph.Nodes)
        {
            if (Effects.HasWrites(node) || node.Inputs.Any(i => writing.Contains(i.Node)))
                writing.Add(node);
            else if (needed.Contains(node) || node.IsParameter)
                made.Add(node, node.IsParameter ? node : node.With([.. node.Inputs.Select(i => new NodeOutput(made[i.Node], i.Index))], []));
        }
        NodeOutput[] given = [.. results.Where(r => made.ContainsKey(r.Node))];
        HashSet<Node> rest = Needed(given);
        return (new Graph(
            graph.Name,
            [.. graph.Nodes.Where(n => made.ContainsKey(n) && (rest.Contains(n) || n.IsParameter)).Select(n => made[n])],
            graph.Parameters,
            [.. given.Select(g => new NodeOutput(made[g.Node], g.Index))],
            []), given);
    }

    private static HashSet<Node> Needed(IEnumerable<NodeOutput> results)
    {
        var needed = new HashSet<Node>();
        var waiting = new Stack<Node>(results.Select(r => r.Node));
        while (waiting.TryPop(out Node? node))
        {
            if (!needed.Add(node))
                continue;
            foreach (NodeOutput input in node.Inputs)
                waiting.Push(input.Node);
        }
        return needed;
    }
}
