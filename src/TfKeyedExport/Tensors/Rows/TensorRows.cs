using TfKeyedExport.Errors;

namespace TfKeyedExport.Tensors.Rows;

/// <summary>Rows of tensors: slices along the first dimension.</summary>
internal static class TensorRows
{
    private const long MostStringBytes = 256L << 20;

    /// <summary>The elements of one row.</summary>
    public static int RowLength(this Tensor tensor) => tensor.Shape[0] == 0 ? 0 : (int)(tensor.Count / tensor.Shape[0]);

    /// <summary>A tensor of some rows of another, in the order given; a row may be taken more than once.</summary>
    public static Tensor Gather(this Tensor tensor, ReadOnlySpan<int> rows)
    {
        TensorShape shape = tensor.Shape.WithBatch(rows.Length);
        int length = tensor.RowLength();
        if (tensor.Type == DataType.String)
        {
            CheckBytes(tensor, rows, length);
            var strings = new StringValuesBuilder(rows.Length * length);
            foreach (int row in rows)
            {
                for (int i = 0; i < length; i++)
                    strings.Add(tensor.Strings[(row * length) + i]);
            }
            return Tensor.FromStrings(shape, strings.ToValues());
        }
        int width = length * tensor.Type.Size();
        byte[] bytes = NewBytes(rows.Length, (long)rows.Length * width);
        ReadOnlySpan<byte> source = tensor.Bytes.Span;
        for (int i = 0; i < rows.Length; i++)
            source.Slice(rows[i] * width, width).CopyTo(bytes.AsSpan(i * width));
        return Tensor.FromBytes(tensor.Type, shape, bytes);
    }

    private static byte[] NewBytes(long rows, long size) => size <= Array.MaxLength
        ? new byte[size]
        : throw TfKeyedException.Limit($"{rows} rows have {size >> 20} MiB together; up to {Array.MaxLength >> 20} MiB are sent in one call");

    // Long keys in a large batch: what is not even made cannot be too large.
    private static void CheckBytes(Tensor tensor, ReadOnlySpan<int> rows, int length)
    {
        long bytes = 0;
        foreach (int row in rows)
        {
            for (int i = 0; i < length; i++)
                bytes += tensor.Strings[(row * length) + i].Length;
        }
        if (bytes > MostStringBytes)
            throw TfKeyedException.Limit(
                $"the strings of {rows.Length} rows have {bytes >> 20} MiB together; up to {MostStringBytes >> 20} MiB are sent in one call");
    }

    /// <summary>One row, as a tensor with a first dimension of 1.</summary>
    public static Tensor Row(this Tensor tensor, int row) => tensor.Gather([row]);

    /// <summary>Whether two rows have the same shape and the same bits.</summary>
    public static bool RowBitEquals(this Tensor left, int leftRow, Tensor right, int rightRow)
    {
        if (left.Type != right.Type || !left.SameRowShape(right))
            return false;
        int length = left.RowLength();
        if (left.Type == DataType.String)
        {
            for (int i = 0; i < length; i++)
            {
                if (!left.Strings[(leftRow * length) + i].SequenceEqual(right.Strings[(rightRow * length) + i]))
                    return false;
            }
            return true;
        }
        int width = length * left.Type.Size();
        return left.Bytes.Span.Slice(leftRow * width, width).SequenceEqual(right.Bytes.Span.Slice(rightRow * width, width));
    }

    /// <summary>Whether the rows of both have the same shape.</summary>
    public static bool SameRowShape(this Tensor left, Tensor right) =>
        left.Shape.Rank == right.Shape.Rank && left.Shape.Dimensions[1..].SequenceEqual(right.Shape.Dimensions[1..]);

    /// <summary>The rows of several tensors one after another; null if their types or the shapes of their rows differ.</summary>
    public static Tensor? Concatenate(IReadOnlyList<Tensor> parts)
    {
        Tensor first = parts[0];
        if (parts.Any(p => p.Type != first.Type || !p.SameRowShape(first)))
            return null;
        TensorShape shape = first.Shape.WithBatch(parts.Sum(p => p.Shape[0]));
        if (first.Type == DataType.String)
        {
            var strings = new StringValuesBuilder(parts.Sum(p => p.Count));
            foreach (Tensor part in parts)
            {
                for (int i = 0; i < part.Count; i++)
                    strings.Add(part.Strings[i]);
            }
            return Tensor.FromStrings(shape, strings.ToValues());
        }
        byte[] bytes = NewBytes(parts.Sum(p => p.Shape[0]), parts.Sum(p => (long)p.Bytes.Length));
        int end = 0;
        foreach (Tensor part in parts)
        {
            part.Bytes.Span.CopyTo(bytes.AsSpan(end));
            end += part.Bytes.Length;
        }
        return Tensor.FromBytes(first.Type, shape, bytes);
    }

    /// <summary>
    /// Takes rows apart that stand one after another, such as the answers to several clients: the first so many, the next so many, and so on.
    /// </summary>
    /// <param name="tensor">All rows.</param>
    /// <param name="counts">How many rows each part has; together as many as there are.</param>
    public static Tensor[] Split(this Tensor tensor, IReadOnlyList<int> counts)
    {
        var parts = new Tensor[counts.Count];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = tensor.Gather([.. Enumerable.Range(start, counts[i])]);
            start += counts[i];
        }
        return start == tensor.Shape[0]
            ? parts
            : throw new ArgumentException($"parts of {start} rows together do not make up the {tensor.Shape[0]} rows", nameof(counts));
    }
}
