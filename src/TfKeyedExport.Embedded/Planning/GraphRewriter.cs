using TfKeyedExport.Graphs;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Makes a new graph of an old one, node by node, in the same order.</summary>
/// <remarks>
/// The order of a graph's nodes respects its control inputs, and rewriting keeps it: side effects stay in order, so control inputs are
/// not needed any more and are dropped.
/// </remarks>
internal static class GraphRewriter
{
    /// <summary>Rewrites every node.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="replace">
    /// Gets a node that reads rewritten tensors already, and the list of new nodes to add to; gives the tensors that stand for its outputs, or null to keep it.
    /// </param>
    public static Graph Rewrite(Graph graph, Func<Node, List<Node>, NodeOutput[]?> replace)
    {
        var outputs = new Dictionary<Node, NodeOutput[]>(graph.Nodes.Count, ReferenceEqualityComparer.Instance);
        var nodes = new List<Node>(graph.Nodes.Count);
        NodeOutput Map(NodeOutput output) => outputs[output.Node][output.Index];
        foreach (Node node in graph.Nodes)
        {
            Node rewired = Rewired(node, outputs);
            NodeOutput[]? replaced = node.IsParameter ? null : replace(rewired, nodes);
            if (replaced is null)
            {
                nodes.Add(rewired);
                replaced = rewired.Outputs;
            }
            outputs.Add(node, replaced);
        }
        return Prune(graph with { Nodes = nodes, Results = [.. graph.Results.Select(Map)], Targets = [] });
    }

    /// <summary>Adds a node of control flow with its regions rewritten, and gives its outputs.</summary>
    /// <param name="node">A node that reads rewritten tensors already.</param>
    /// <param name="nodes">The list of new nodes.</param>
    /// <param name="rewrite">Rewrites one region.</param>
    public static NodeOutput[] RewriteRegions(Node node, List<Node> nodes, Func<Graph, Graph> rewrite)
    {
        nodes.Add(node.With([.. node.Inputs], [], [.. node.Regions.Select(rewrite)]));
        return nodes[^1].Outputs;
    }

    /// <summary>The node on the tensors that replaced its inputs; itself if nothing did.</summary>
    private static Node Rewired(Node node, Dictionary<Node, NodeOutput[]> outputs)
    {
        bool same = node.ControlInputs.Count == 0;
        var inputs = new NodeOutput[node.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            NodeOutput input = node.Inputs[i];
            inputs[i] = outputs[input.Node][input.Index];
            same &= inputs[i] == input;
        }
        return same ? node : node.With(inputs, []);
    }

    /// <summary>Drops nodes that neither a result nor a side effect needs.</summary>
    public static Graph Prune(Graph graph)
    {
        var needed = new HashSet<Node>(graph.Nodes.Count, ReferenceEqualityComparer.Instance);
        foreach (NodeOutput result in graph.Results)
            needed.Add(result.Node);
        for (int i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            Node node = graph.Nodes[i];
            if (!node.IsParameter && !needed.Contains(node) && !Effects.HasEffect(node))
                continue;
            needed.Add(node);
            foreach (NodeOutput input in node.Inputs)
                needed.Add(input.Node);
        }
        return graph with { Nodes = [.. graph.Nodes.Where(needed.Contains)] };
    }

    /// <summary>How often each tensor is read, results included.</summary>
    public static Dictionary<NodeOutput, int> CountReaders(Graph graph)
    {
        var counts = new Dictionary<NodeOutput, int>();
        foreach (NodeOutput read in graph.Nodes.SelectMany(n => n.Inputs).Concat(graph.Results))
            counts[read] = counts.GetValueOrDefault(read) + 1;
        return counts;
    }
}
