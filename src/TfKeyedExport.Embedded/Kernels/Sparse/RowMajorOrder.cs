using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>The order of a dense tensor's elements in memory.</summary>
internal static class RowMajorOrder
{
    /// <summary>The place of an element in a dense tensor.</summary>
    /// <exception cref="Errors.TfKeyedException">It lies outside, or the shape has too many places to number.</exception>
    public static long Place(ReadOnlySpan<long> row, ReadOnlySpan<long> shape)
    {
        long place = 0;
        for (int d = 0; d < row.Length; d++)
        {
            if ((ulong)row[d] >= (ulong)shape[d])
                throw KernelContext.Error($"index {row[d]} in dimension {d} lies outside the shape {ShapeText.Of(shape)}");
            place = checked((place * shape[d]) + row[d]);
        }
        return place;
    }

    /// <summary>Sorts items by their places; those in one place keep their order.</summary>
    /// <param name="places">The place of each item; sorted as well.</param>
    /// <param name="items">The items' numbers, ascending.</param>
    public static void Sort(Span<long> places, Span<int> items)
    {
        places.Sort(items);
        for (int start = 0; start < places.Length;)
        {
            int end = start + 1;
            while (end < places.Length && places[end] == places[start])
                end++;
            items[start..end].Sort();
            start = end;
        }
    }
}
