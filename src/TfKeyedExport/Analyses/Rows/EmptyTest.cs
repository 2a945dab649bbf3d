using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Rows;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>Reads conditions that ask whether a batch has rows at all.</summary>
internal sealed class EmptyTest(RowAnalysis rows)
{
    private const int LongestDetour = 16;

    /// <summary>What a condition is for an empty batch, being the opposite for every other; null if it is no such condition.</summary>
    public bool? TruthOfEmpty(NodeOutput condition)
    {
        // A branch asks of a tensor that is no single value whether it has elements, whatever they are.
        if (rows.Shapes[condition].Sizes is not { Length: 0 })
            return null;
        bool isTurned = false;
        Node node = condition.Passed.Node;
        for (int i = 0; i < LongestDetour; i++)
        {
            if (node.Is(ElementwiseOperations.LogicalNot))
                isTurned = !isTurned;
            else if (!node.IsAny(ArrayOperations.Reshape, ArrayOperations.Squeeze, ArrayOperations.ExpandDims))
                break;
            node = node.Inputs[0].Passed.Node;
        }
        return Compared(node) is bool truth ? truth != isTurned : null;
    }

    /// <summary>Whether a condition holds wherever there is more than one row.</summary>
    public bool HoldsForSeveral(NodeOutput condition)
    {
        Node node = condition.Passed.Node;
        (int count, int number) = node.Is(ElementwiseOperations.Greater) ? (0, 1) : (1, 0);
        return node.IsAny(ElementwiseOperations.Greater, ElementwiseOperations.Less)
            && rows.Shapes[node.Inputs[count]].Content is [var size] && rows.Sizes.MapOf(size) == RowMap.Rows
            && rows.Shapes.IntegersOf(node.Inputs[number]) is [<= 1];
    }

    private bool? Compared(Node node)
    {
        if (node.Inputs.Count != 2)
            return null;
        bool isRowsFirst = IsRowCount(node.Inputs[0]);
        if (!isRowsFirst && !IsRowCount(node.Inputs[1]))
            return null;
        long? number = rows.Shapes.IntegersOf(node.Inputs[isRowsFirst ? 1 : 0]) is [var n] ? n : null;
        bool isLess = node.Is(isRowsFirst ? ElementwiseOperations.Less : ElementwiseOperations.Greater);
        bool isMore = node.Is(isRowsFirst ? ElementwiseOperations.Greater : ElementwiseOperations.Less);
        bool isAtMost = node.Is(isRowsFirst ? ElementwiseOperations.LessEqual : ElementwiseOperations.GreaterEqual);
        bool isAtLeast = node.Is(isRowsFirst ? ElementwiseOperations.GreaterEqual : ElementwiseOperations.LessEqual);
        if ((node.Is(ElementwiseOperations.Equal) && number == 0) || (isLess && number == 1) || (isAtMost && number == 0))
            return true;
        return (node.Is(ElementwiseOperations.NotEqual) && number == 0) || (isMore && number == 0) || (isAtLeast && number == 1) ? false : null;
    }

    // A multiple of the number of rows by sizes that may be empty themselves would be 0 for other batches, too.
    private bool IsRowCount(NodeOutput output) => rows.Shapes[output].Content is [var size]
        && (rows.Sizes.MapOf(size) == RowMap.Rows
            || rows.Sizes.MapOf(size) is BlockMap { Of: var of, Count: { IsKnown: true, Value: > 0 } } && of == RowMap.Rows);
}
