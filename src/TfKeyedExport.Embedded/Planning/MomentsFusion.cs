using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Reductions;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Makes one step of a mean along one axis and the variance around it, as layer normalisation computes them.</summary>
internal static class MomentsFusion
{
    /// <summary>Fuses in a graph and its regions.</summary>
    public static Graph Fuse(Graph graph, KnownValues known)
    {
        var readers = new ReaderCounts(graph);
        // Of each mean the variance around it, and the other way round; rewriting makes new nodes, where they come from stays the same.
        var variances = new Dictionary<NodeOrigin, NodeOrigin>(ReferenceEqualityComparer.Instance);
        var moments = new Dictionary<NodeOrigin, Node?>(ReferenceEqualityComparer.Instance);
        foreach (Node node in graph.Nodes)
        {
            if (MeanOf(node, known, readers) is { } mean && variances.TryAdd(mean.Origin, node.Origin))
                moments.Add(node.Origin, null);
        }
        return GraphRewriter.Rewrite(graph, (node, nodes) =>
        {
            if (node.Regions.Count > 0)
                return GraphRewriter.RewriteRegions(node, nodes, r => Fuse(r, known));
            if (!node.Is(ReductionOperations.Mean))
                return null;
            if (moments.GetValueOrDefault(node.Origin) is { } fused)
                return [fused.Output(1)];
            if (!variances.TryGetValue(node.Origin, out NodeOrigin? variance))
                return null;
            nodes.Add(new Node(new MomentsStep(), NodeAttributes.None, node.Origin, [.. node.Inputs], [], [DataType.Float, DataType.Float]));
            moments[variance] = nodes[^1];
            return [nodes[^1].Output()];
        });
    }

    // The mean, if the node is the variance around it.
    private static Node? MeanOf(Node node, KnownValues known, ReaderCounts readers)
    {
        if (!IsMean(node, known) || node.Inputs[0].MadeBy(ElementwiseOperations.SquaredDifference) is not { } difference || !readers.IsReadOnce(difference))
            return null;
        for (int side = 0; side < 2; side++)
        {
            Node mean = difference.Inputs[side].Node;
            if (IsMean(mean, known) && mean.Inputs[0] == difference.Inputs[1 - side] && Axis(mean, known) == Axis(node, known))
                return mean;
        }
        return null;
    }

    private static bool IsMean(Node node, KnownValues known) => node.Is(ReductionOperations.Mean) && node.OutputTypes[0] == DataType.Float
        && node.Attributes.Bool("keep_dims", false) && known.Of(node.Inputs[1]) is { Value.Count: 1 };

    private static long Axis(Node node, KnownValues known)
    {
        Value axis = known.Of(node.Inputs[1])!.Value;
        return axis.Type == DataType.Int64 ? axis.Scalar<long>() : axis.Scalar<int>();
    }
}
