using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Reductions;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Makes one step of a sum of one-hot vectors over the last dimension of their indices: how often each index occurs.</summary>
internal static class MultiHotFusion
{
    /// <summary>Fuses in a graph and its regions.</summary>
    public static Graph Fuse(Graph graph, KnownValues known)
    {
        var readers = new ReaderCounts(graph);
        return GraphRewriter.Rewrite(graph, (node, nodes) =>
        {
            if (node.Regions.Count > 0)
                return GraphRewriter.RewriteRegions(node, nodes, r => Fuse(r, known));
            if (!node.Is(ReductionOperations.Sum) || node.Attributes.Bool("keep_dims", false) || node.Inputs[0].MadeBy(ArrayOperations.OneHot) is not { } oneHot
                || !readers.IsReadOnce(oneHot) || !IsBeforeLast(node.Inputs[1], known) || !Counts(oneHot, known))
            {
                return null;
            }
            nodes.Add(new Node(new MultiHotStep(), NodeAttributes.None, node.Origin, [oneHot.Inputs[0], oneHot.Inputs[1]], [], [DataType.Float]));
            return [nodes[^1].Output()];
        });
    }

    // The axis of the sum is the one before the new, last one.
    private static bool IsBeforeLast(NodeOutput axis, KnownValues known) =>
        known.Of(axis)?.Value is { Count: 1 } value && (value.Type == DataType.Int64 ? value.Scalar<long>() : value.Scalar<int>()) == -2;

    private static bool Counts(Node oneHot, KnownValues known) => oneHot.Attributes.Int("axis", -1) == -1 && oneHot.OutputTypes[0] == DataType.Float
        && oneHot.Inputs[0].Type is DataType.Int64 or DataType.Int32 && Is(oneHot.Inputs[2], 1, known) && Is(oneHot.Inputs[3], 0, known);

    private static bool Is(NodeOutput output, float expected, KnownValues known) =>
        known.Of(output)?.Value is { Count: 1, Type: DataType.Float } value && value.Scalar<float>() == expected;
}
