using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Whether two tensors hold the same rows, whatever their order.</summary>
internal static class RowMatching
{
    public delegate bool SameRow(Tensor left, int leftRow, Tensor right, int rightRow);

    /// <summary>Pairs equal rows off; as many as <paramref name="spare"/> may find no partner.</summary>
    public static bool SameRows(Tensor expected, Tensor got, SameRow same, int spare)
    {
        if (expected.Shape[0] != got.Shape[0])
            return false;
        int rows = (int)got.Shape[0];
        var taken = new bool[rows];
        var left = new List<int>();
        // Equal bits first, so that a row which is merely close does not take the partner of one that is equal.
        for (int i = 0; i < rows; i++)
        {
            if (!Take(taken, j => got.RowBitEquals(i, expected, j)))
                left.Add(i);
        }
        int lonely = left.Count(i => !Take(taken, j => same(got, i, expected, j)));
        return lonely <= spare;
    }

    private static bool Take(bool[] taken, Func<int, bool> matches)
    {
        for (int j = 0; j < taken.Length; j++)
        {
            if (!taken[j] && matches(j))
                return taken[j] = true;
        }
        return false;
    }
}
