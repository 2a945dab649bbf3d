namespace TfKeyedExport.Checking.Probing;

/// <summary>Cuts rows into the batches that a model takes.</summary>
/// <param name="fixedSize">The only size that it takes; null if any will do.</param>
/// <param name="maxSize">The largest size that it takes.</param>
internal sealed class Batches(int? fixedSize, int maxSize = int.MaxValue)
{
    private const int Shift = 7;

    public int? FixedSize { get; } = fixedSize;

    public int MaxSize { get; } = fixedSize ?? maxSize;

    /// <summary>The size of whose multiples the model takes any; null if it is not like that.</summary>
    public int? Unit { get; init; }

    /// <summary>Whether the model takes rows only in the order in which they stand in their pool.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Rows in an order that the model takes.</summary>
    public int[] Ordered(int[] rows) => IsOrdered ? [.. rows.Order()] : rows;

    /// <summary>All rows in as few batches as possible; a last batch that would be short of a fixed size is filled up from the front.</summary>
    public IEnumerable<int[]> Whole(int[] order) => Split(order, MaxSize);

    /// <summary>All rows in batches of one size (of the fixed size, if there is one); the last may be smaller.</summary>
    public IEnumerable<int[]> Split(int[] order, int size)
    {
        size = FixedSize ?? Math.Min(size, MaxSize);
        for (int start = 0; start < order.Length; start += size)
        {
            int length = Math.Min(size, order.Length - start);
            int[] batch = order[start..(start + length)];
            yield return FixedSize is null ? batch : Fill(batch, order, size);
        }
    }

    /// <summary>The batch that comes closest to a row by itself: only that row, as often as a fixed size wants.</summary>
    public int[] Alone(int row)
    {
        int[] rows = new int[FixedSize ?? 1];
        Array.Fill(rows, row);
        return rows;
    }

    private static int[] Fill(int[] batch, int[] order, int size)
    {
        int[] filled = new int[size];
        for (int i = 0; i < size; i++)
            filled[i] = i < batch.Length ? batch[i] : order[Shifted(i - batch.Length, order.Length)];
        return filled;
    }

    // Rows that come again and again must not stand where parts of a batch that are as long have their likes.
    private static int Shifted(int place, int length) => (int)((place + ((long)(place / length) * Shift)) % length);
}
