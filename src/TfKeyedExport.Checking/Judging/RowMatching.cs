using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Whether two tensors hold the same values in other rows.</summary>
internal static class RowMatching
{
    // Engines that round otherwise in another batch: this decides nothing but the word for what was found.
    private const double Near = 1e-5;

    /// <summary>Whether two tensors hold the same rows, bit for bit, whatever their order.</summary>
    public static bool SameRows(Tensor expected, Tensor got)
    {
        if (expected.Shape[0] != got.Shape[0])
            return false;
        int rows = (int)got.Shape[0];
        var taken = new bool[rows];
        return Enumerable.Range(0, rows).All(i => Take(taken, j => got.RowBitEquals(i, expected, j)));
    }

    /// <summary>Whether each column has the same values, whatever their order: one column may be reversed while the others stay.</summary>
    public static bool SameColumns(Tensor expected, Tensor got)
    {
        int length = got.RowLength(), parts = Math.Max(1, Numbers.PartsPerElement(got.Type));
        if (got.Type == DataType.String || got.Type.Size() == 0)
            return Enumerable.Range(0, length).All(c => SameStrings(expected, got, c, length));
        bool moved = false;
        for (int column = 0; column < length * parts; column++)
        {
            double[] left = Column(expected, column, length * parts), right = Column(got, column, length * parts);
            // What is near its own answer has not been exchanged, unless all values are there exactly: it is rounded, or something small is added to it.
            double scale = left.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
            bool differs = left.Zip(right).Any(p => p.First != p.Second && !(double.IsNaN(p.First) && double.IsNaN(p.Second)));
            bool isFar = left.Zip(right).Any(p => !AreNear(p.First, p.Second, scale));
            Array.Sort(left);
            Array.Sort(right);
            bool exact = left.AsSpan().SequenceEqual(right);
            if (!exact && !left.Zip(right).All(p => AreNear(p.First, p.Second, scale)))
                return false;
            moved |= exact ? differs : isFar;
        }
        return moved;
    }

    private static bool AreNear(double a, double b, double scale) => a.Equals(b) || Math.Abs(a - b) <= Near * scale;

    private static double[] Column(Tensor tensor, int column, int length)
    {
        int parts = Numbers.PartsPerElement(tensor.Type);
        return [.. Enumerable.Range(0, (int)tensor.Shape[0]).Select(row =>
            parts > 0 ? Numbers.At(tensor, (row * length) + column) : Numbers.Any(tensor, (row * length) + column) ?? 0)];
    }

    private static bool SameStrings(Tensor expected, Tensor got, int column, int length)
    {
        string[] Values(Tensor tensor) =>
            [.. Enumerable.Range(0, (int)tensor.Shape[0])
                .Select(row => Convert.ToHexString(tensor.Strings[(row * length) + column]))
                .Order(StringComparer.Ordinal)];
        return got.Type == DataType.String && Values(expected).AsSpan().SequenceEqual(Values(got));
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
