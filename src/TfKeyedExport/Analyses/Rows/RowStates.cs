using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Rows;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>What comes of two things that a tensor may be, or depends on.</summary>
internal static class RowStates
{
    /// <summary>What depends on two numbers without rows of their own.</summary>
    public static RowState Sum(RowState left, RowState right)
    {
        if (left is LostState || right is SharedState)
            return left;
        if (right is LostState || left is SharedState)
            return right;
        if (left == right)
            return left;
        Node loop = (Node)((left as OneRowState ?? right as OneRowState)!.Loop);
        return RowAnalysis.Lost(loop, Loss.Mixed, "computes with one row of the batch and with what others decide");
    }

    /// <summary>What a tensor is that is one or the other, as something decides that all rows share; null if that cannot be said.</summary>
    public static RowState? Either(RowState left, RowState right)
    {
        if (left == right)
            return left;
        if (left is LostState)
            return left;
        if (right is LostState)
            return right;
        return (left, right) switch
        {
            (ListState { Over: var a } one, ListState { Over: var b } other) when a == b => Elements(one, other),
            (OneRowState { IsNumber: false } row, SharedState) => row,
            (SharedState, OneRowState { IsNumber: false } row) => row,
            _ => null,
        };
    }

    private static ListState? Elements(ListState left, ListState right) =>
        left.Element is null ? right : right.Element is null || left.Element == right.Element ? left : null;
}
