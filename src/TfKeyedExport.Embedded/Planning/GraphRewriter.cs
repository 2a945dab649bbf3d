using System.Runtime.InteropServices;
using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Graphs.Model;

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
    public static Graph Rewrite(Graph graph, Func<Node, List<Node>, NodeOutput[]?> replace) =>
        Rewrite(graph, (_, rewired, nodes, _) => replace(rewired, nodes));

    /// <summary>Rewrites every node, for those who know more of the nodes as they were.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="replace">
    /// Gets the node as it was, the node that reads rewritten tensors, the list of new nodes, and what gives the tensor that stands for an old one.
    /// </param>
    public static Graph Rewrite(Graph graph, Func<Node, Node, List<Node>, Func<NodeOutput, NodeOutput>, NodeOutput[]?> replace)
    {
        var outputs = new NodeOutput[graph.Nodes.Count][];
        var nodes = new List<Node>(graph.Nodes.Count);
        NodeOutput Map(NodeOutput output) => outputs[output.Node.Place][output.Index];
        Func<NodeOutput, NodeOutput> map = Map;
        for (int i = 0; i < outputs.Length; i++)
        {
            Node node = graph.Nodes[i];
            node.Place = i;
            Node rewired = Rewired(node, outputs);
            NodeOutput[]? replaced = node.IsParameter ? null : replace(node, rewired, nodes, map);
            if (replaced is null)
            {
                nodes.Add(rewired);
                replaced = rewired.Outputs;
            }
            outputs[i] = replaced;
        }
        return Prune(graph with { Nodes = nodes, Results = [.. graph.Results.Select(map)], Targets = [] });
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
    private static Node Rewired(Node node, NodeOutput[][] outputs)
    {
        NodeOutput[]? inputs = null;
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            NodeOutput input = node.Inputs[i], replaced = outputs[input.Node.Place][input.Index];
            if (replaced == input)
                continue;
            inputs ??= node.Inputs.Shared.AsSpan().ToArray();
            inputs[i] = replaced;
        }
        return inputs is null && node.ControlInputs.Count == 0 ? node : node.With(inputs ?? node.Inputs.Shared, []);
    }

    /// <summary>Drops nodes that neither a result nor a side effect needs.</summary>
    public static Graph Prune(Graph graph)
    {
        int count = graph.Nodes.Count, kept = 0;
        for (int i = 0; i < count; i++)
            graph.Nodes[i].Place = i;
        var needed = new bool[count];
        foreach (NodeOutput result in graph.Results)
            needed[result.Node.Place] = true;
        for (int i = count - 1; i >= 0; i--)
        {
            Node node = graph.Nodes[i];
            if (!node.IsParameter && !needed[i] && !Effects.HasEffect(node))
                continue;
            needed[i] = true;
            kept++;
            foreach (NodeOutput input in node.Inputs)
                needed[input.Node.Place] = true;
        }
        return kept == count ? graph : graph with { Nodes = [.. graph.Nodes.Where(n => needed[n.Place])] };
    }

    /// <summary>How often each tensor is read, results included.</summary>
    public static Dictionary<NodeOutput, int> CountReaders(Graph graph)
    {
        var counts = new Dictionary<NodeOutput, int>(graph.Nodes.Count);
        foreach (Node node in graph.Nodes)
        {
            foreach (NodeOutput read in node.Inputs)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, read, out _)++;
        }
        foreach (NodeOutput read in graph.Results)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, read, out _)++;
        return counts;
    }
}
