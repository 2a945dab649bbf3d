using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Probing;

/// <summary>Orders in which a model may want its rows: by one of their columns, or by their lengths.</summary>
internal static class RowOrders
{
    private const int Most = 64;

    /// <summary>The orders; after those of all rows, those of rows that differ in what they are ordered by.</summary>
    public static IEnumerable<int[]> Of(Pool pool)
    {
        int[][] orders = [.. Keys(pool).SelectMany(key => (int[][])[Sorted(key, false), Sorted(key, true)])];
        int[][] strict = [.. Keys(pool).Select(Distinct).SelectMany(key => (int[][])[Sorted(key, false), Sorted(key, true)])];
        return orders.Concat(strict).Where(o => o.Length > 1).Take(Most);
    }

    private static IEnumerable<IReadOnlyList<(IComparable Value, int Row)>> Keys(Pool pool)
    {
        for (int i = 0; i < pool.Columns.Count; i++)
        {
            Tensor column = pool.Columns[i];
            if (!pool.Layout.Batched[i] || column.Shape.Rank == 0 || column.RowLength() == 0)
                continue;
            int length = column.RowLength();
            foreach (int place in (int[])(length == 1 ? [0] : [0, length - 1]))
            {
                if (column.Type == DataType.String)
                    yield return [.. Enumerable.Range(0, pool.Count).Select(r => ((IComparable)Latin1(column.Strings[(r * length) + place]), r))];
                else if (Numbers.Any(column, place) is not null)
                    yield return [.. Enumerable.Range(0, pool.Count).Select(r => ((IComparable)Numbers.Any(column, (r * length) + place)!.Value, r))];
            }
        }
        foreach (RaggedInput ragged in pool.Layout.Ragged)
        {
            yield return [.. Enumerable.Range(0, pool.Count).Select(r => ((IComparable)pool.Keep([r]).Columns[ragged.Values].Shape[0], r))];
        }
    }

    private static OrdinalText Latin1(ReadOnlySpan<byte> text) => new(System.Text.Encoding.Latin1.GetString(text));

    private static IReadOnlyList<(IComparable Value, int Row)> Distinct(IReadOnlyList<(IComparable Value, int Row)> keys) => [.. keys.DistinctBy(k => k.Value)];

    private static int[] Sorted(IReadOnlyList<(IComparable Value, int Row)> keys, bool isDescending)
    {
        int[] rows = [.. keys.OrderBy(k => k.Value).Select(k => k.Row)];
        if (isDescending)
            Array.Reverse(rows);
        return rows;
    }

    // Bytes in their order, whatever language the machine speaks.
    private sealed record OrdinalText(string Text) : IComparable
    {
        public int CompareTo(object? obj) => string.CompareOrdinal(Text, (obj as OrdinalText)?.Text);
    }
}
