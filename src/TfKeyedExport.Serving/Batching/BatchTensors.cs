using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Serving.Batching;

/// <summary>Rows of several requests in one tensor, and apart again.</summary>
internal static class BatchTensors
{
    private const long MostBytes = int.MaxValue / 2;

    /// <summary>How many bytes the elements of a tensor have.</summary>
    public static long BytesOf(Tensor tensor) => tensor.Type == DataType.String ? tensor.Strings.Data.Length : tensor.Bytes.Length;

    /// <summary>Puts the rows of tensors one after another, which have one type and one shape of their rows.</summary>
    /// <param name="parts">The tensors, at least one, with a first dimension each.</param>
    /// <param name="padding">How often the last row is repeated at the end.</param>
    /// <exception cref="ServingFault">Together they are too large.</exception>
    public static Tensor Join(ReadOnlySpan<Tensor> parts, int padding)
    {
        Tensor first = parts[0];
        if (parts.Length == 1 && padding == 0)
            return first;
        long rows = padding, bytes = 0;
        int count = 0;
        foreach (Tensor part in parts)
        {
            rows += part.Shape[0];
            count += part.Count;
            bytes += BytesOf(part);
        }
        Tensor last = parts[^1];
        int lastRow = (int)last.Shape[0] - 1, length = last.RowLength();
        if (bytes + ((long)padding * Math.Max(1, RowBytes(last, lastRow, length))) > MostBytes)
            throw new ServingFault(Code.ResourceExhausted, $"the rows of a batch have {bytes >> 20} MiB together");
        TensorShape shape = first.Shape.WithBatch(rows);
        return first.Type == DataType.String
            ? JoinStrings(parts, shape, count, padding, lastRow, length)
            : JoinBytes(parts, shape, (int)bytes, padding, RowBytes(last, lastRow, length));
    }

    /// <summary>Some rows that stand one after another. Numbers are not copied.</summary>
    public static Tensor Slice(Tensor tensor, int start, int rows)
    {
        if (start == 0 && rows == tensor.Shape[0])
            return tensor;
        int length = tensor.RowLength();
        TensorShape shape = tensor.Shape.WithBatch(rows);
        if (tensor.Type != DataType.String)
        {
            int width = length * tensor.Type.Size();
            return Tensor.FromBytes(tensor.Type, shape, tensor.Bytes.Slice(start * width, rows * width));
        }
        ReadOnlySpan<int> ends = tensor.Strings.Ends;
        int from = start * length == 0 ? 0 : ends[(start * length) - 1];
        int to = rows * length == 0 ? from : ends[((start + rows) * length) - 1];
        int[] cut = ends.Slice(start * length, rows * length).ToArray();
        for (int i = 0; i < cut.Length; i++)
            cut[i] -= from;
        return Tensor.FromStrings(shape, new StringValues(tensor.Strings.Data[from..to].ToArray(), cut));
    }

    private static Tensor JoinBytes(ReadOnlySpan<Tensor> parts, TensorShape shape, int bytes, int padding, int width)
    {
        byte[] joined = new byte[bytes + (padding * width)];
        int end = 0;
        foreach (Tensor part in parts)
        {
            part.Bytes.Span.CopyTo(joined.AsSpan(end));
            end += part.Bytes.Length;
        }
        for (int i = 0; i < padding; i++)
            joined.AsSpan(end - width, width).CopyTo(joined.AsSpan(end + (i * width)));
        return Tensor.FromBytes(parts[0].Type, shape, joined);
    }

    private static Tensor JoinStrings(ReadOnlySpan<Tensor> parts, TensorShape shape, int count, int padding, int lastRow, int length)
    {
        var strings = new StringValuesBuilder(count + (padding * length));
        foreach (Tensor part in parts)
        {
            for (int i = 0; i < part.Count; i++)
                strings.Add(part.Strings[i]);
        }
        StringValues last = parts[^1].Strings;
        for (int i = 0; i < padding * length; i++)
            strings.Add(last[(lastRow * length) + (i % length)]);
        return Tensor.FromStrings(shape, strings.ToValues());
    }

    private static int RowBytes(Tensor tensor, int row, int length)
    {
        if (tensor.Type != DataType.String)
            return length * tensor.Type.Size();
        int bytes = 0;
        for (int i = 0; i < length; i++)
            bytes += tensor.Strings[(row * length) + i].Length;
        return bytes;
    }
}
