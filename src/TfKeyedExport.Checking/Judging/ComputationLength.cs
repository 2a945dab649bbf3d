using TfKeyedExport.Analyses.Hints;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Checking.Judging;

/// <summary>About how many numbers an answer is added up of, one after the other: what bounds its rounding.</summary>
internal static class ComputationLength
{
    private const long Longest = 1 << 22;

    /// <summary>The inner sizes of all weights, as layer follows layer, and the size of a row, as in a sum over it.</summary>
    /// <param name="graph">The signature's graph; null if it cannot be followed.</param>
    /// <param name="pool">The sample rows.</param>
    public static long Of(Graph? graph, Pool pool)
    {
        // Of a graph that cannot be followed, the row's own size is left.
        long length = graph is null ? 0 : Weights(graph, Rounds(pool), []);
        foreach (Tensor column in pool.Columns.Where((c, i) => pool.Layout.Batched[i] && c.Shape.Rank > 1))
            length += column.RowLength();
        return Math.Min(Longest, length);
    }

    private static TensorShape Shape(Node node, Node[] arguments)
    {
        if (node.Is(VariableOperations.ReadVariableOp) && node.Inputs.Count > 0)
            node = Origin(node.Inputs[0], arguments);
        return node.IsAny(VariableOperations.VarHandleOp, VariableOperations.VariableV2) ? node.Attributes.Shape("shape")
            : node.IsConstant ? ShapeProtos.ToShape(node.Attributes.Tensor("value").TensorShape) : default;
    }

    // A region is given its weights from around it.
    private static Node Origin(NodeOutput output, Node[] arguments)
    {
        Node node = ConstantReader.Origin(output);
        return node.Work is Parameter { Index: var index } && index < arguments.Length ? arguments[index] : node;
    }

    // A loop over steps goes round as often as a row has steps.
    private static long Rounds(Pool pool) =>
        pool.Columns.Where((c, i) => pool.Layout.Batched[i] && c.Shape.Rank > 1).Select(c => Math.Max(1, c.Shape[1])).DefaultIfEmpty(1).Max();

    private static long Weights(Graph graph, long rounds, Node[] arguments)
    {
        long length = 0;
        foreach (Node node in graph.Nodes)
        {
            if (node.Regions.Count > 0)
            {
                Node[] given = [.. node.Inputs.Skip(node.FirstGiven).Select(i => Origin(i, arguments))];
                length += node.Regions.Sum(r => Weights(r, rounds, given)) * (node.IsLoop ? rounds : 1);
            }
            // A table that is only looked up in adds nothing up, however long it is.
            if (node.Inputs.Count < 2 || node.Operation is not { Multiplies: true })
                continue;
            TensorShape shape = Shape(Origin(node.Inputs[1], arguments), arguments);
            if (shape.Rank < 2)
                continue;
            long inner = 1;
            foreach (long size in shape.Dimensions[..^1])
                inner = Math.Min(Longest, inner * Math.Max(1, size));
            length = Math.Min(Longest, length + inner);
        }
        return length;
    }
}
