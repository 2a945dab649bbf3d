using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Rows;

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
        byte[] bytes = new byte[checked(rows.Length * width)];
        ReadOnlySpan<byte> source = tensor.Bytes.Span;
        for (int i = 0; i < rows.Length; i++)
            source.Slice(rows[i] * width, width).CopyTo(bytes.AsSpan(i * width));
        return Tensor.FromBytes(tensor.Type, shape, bytes);
    }

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
            throw TfKeyedException.Limit($"the strings of {rows.Length} rows have {bytes >> 20} MiB together; a check sends up to {MostStringBytes >> 20} MiB in one call");
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

    /// <summary>One tensor of the first rows of several; null if the rows differ in shape.</summary>
    public static Tensor? Stack(IReadOnlyList<Tensor> rows)
    {
        Tensor first = rows[0];
        if (rows.Any(r => r.Type != first.Type || !r.SameRowShape(first)))
            return null;
        TensorShape shape = first.Shape.WithBatch(rows.Count);
        int length = first.RowLength();
        if (first.Type == DataType.String)
        {
            var strings = new StringValuesBuilder(rows.Count * length);
            foreach (Tensor row in rows)
            {
                for (int i = 0; i < length; i++)
                    strings.Add(row.Strings[i]);
            }
            return Tensor.FromStrings(shape, strings.ToValues());
        }
        int width = length * first.Type.Size();
        byte[] bytes = new byte[checked(rows.Count * width)];
        for (int i = 0; i < rows.Count; i++)
            rows[i].Bytes.Span[..width].CopyTo(bytes.AsSpan(i * width));
        return Tensor.FromBytes(first.Type, shape, bytes);
    }
}
