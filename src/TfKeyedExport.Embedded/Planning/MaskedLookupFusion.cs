using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Sparse;
using TfKeyedExport.Operations.Tables;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>
/// Makes one step of a categorical column's detour through a sparse tensor: the strings that are not the ignored one are gathered, looked up and
/// put back in their places, which is to look up each string in its place.
/// </summary>
internal static class MaskedLookupFusion
{
    /// <summary>Fuses in a graph and its regions.</summary>
    public static Graph Fuse(Graph graph, KnownValues known)
    {
        var readers = new ReaderCounts(graph);
        return GraphRewriter.Rewrite(graph, (node, nodes) =>
        {
            if (node.Regions.Count > 0)
                return GraphRewriter.RewriteRegions(node, nodes, r => Fuse(r, known));
            if (!node.Is(SparseOperations.SparseToDense) || Inputs(node, known, readers) is not { } inputs)
                return null;
            nodes.Add(new Node(new MaskedLookupStep(), NodeAttributes.None, node.Origin, inputs, [], [DataType.Int64]));
            return [nodes[^1].Output()];
        });
    }

    // What the fused step reads, if the node is the end of such a detour.
    private static NodeOutput[]? Inputs(Node dense, KnownValues known, ReaderCounts readers)
    {
        if (dense.Inputs[0].MadeBy(ArrayOperations.Where) is not { } where || where.Inputs[0].MadeBy(ElementwiseOperations.NotEqual) is not { } unequal
            || dense.Inputs[1].MadeBy(ArrayOperations.Shape) is not { } shape || dense.Inputs[2].MadeBy(TableOperations.LookupTableFindV2) is not { } find
            || find.Inputs[1].MadeBy(ArrayOperations.GatherNd) is not { } gather || gather.Inputs[1] != dense.Inputs[0]
            || !readers.IsReadOnce(find) || !readers.IsReadOnce(gather))
        {
            return null;
        }
        NodeOutput strings = gather.Inputs[0];
        int side = unequal.Inputs[0] == strings ? 0 : 1;
        NodeOutput ignored = unequal.Inputs[1 - side];
        bool isOfStrings = unequal.Inputs[side] == strings && shape.Inputs[0] == strings && strings.Type == DataType.String;
        bool areSingle = IsSingle(ignored, known) && IsSingle(find.Inputs[2], known) && IsSingle(dense.Inputs[3], known);
        return isOfStrings && areSingle && MapsStringsToNumbers(find.Inputs[0], known)
            ? [strings, ignored, find.Inputs[0], find.Inputs[2], dense.Inputs[3]]
            : null;
    }

    private static bool IsSingle(NodeOutput output, KnownValues known) => known.Of(output) is { Value: { Count: 1, Rank: 0 } };

    private static bool MapsStringsToNumbers(NodeOutput output, KnownValues known) => known.Of(output)?.Value.Object is LookupTable
    {
        IsMutable: false, KeyType: DataType.String, ValueType: DataType.Int64, ValueElements: 1,
    };
}
