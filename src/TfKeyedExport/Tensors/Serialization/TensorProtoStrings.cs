using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;

namespace TfKeyedExport.Tensors.Serialization;

/// <summary>The strings of a serialized constant.</summary>
internal static class TensorProtoStrings
{
    /// <summary>Reads either form: the list, or raw content (all lengths as varints, then all bytes).</summary>
    public static Tensor Read(TensorProto proto, TensorShape shape, long count, string? where, long limit)
    {
        if (!proto.TensorContent.IsEmpty)
            return FromContent(proto.TensorContent.Span, shape, count, where);
        int stored = (int)Math.Min(proto.StringVal.Count, count);
        ByteString last = stored == 0 ? ByteString.Empty : proto.StringVal[stored - 1];
        long storedBytes = 0;
        for (int i = 0; i < stored; i++)
            storedBytes += proto.StringVal[i].Length;
        // An end position takes four bytes.
        Int128 needed = (count * (Int128)sizeof(int)) + storedBytes + ((count - stored) * (Int128)last.Length);
        TensorProtos.CheckExpansion(needed, storedBytes + ((long)stored * sizeof(int)), DataType.String, shape, where, limit);

        var builder = new StringValuesBuilder((int)count);
        for (int i = 0; i < count; i++)
            builder.Add(i < stored ? proto.StringVal[i].Span : last.Span);
        return Tensor.FromStrings(shape, builder.ToValues());
    }

    private static Tensor FromContent(ReadOnlySpan<byte> content, TensorShape shape, long count, string? where)
    {
        if (count > content.Length)
            throw Damaged();
        int[] ends = new int[count];
        ulong total = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            if (!ProtoScanner.TryReadVarint(ref content, out ulong length) || length > (ulong)content.Length)
                throw Damaged();
            total += length;
            if (total > (ulong)content.Length)
                throw Damaged();
            ends[i] = (int)total;
        }
        return total == (ulong)content.Length ? Tensor.FromStrings(shape, new StringValues(content.ToArray(), ends)) : throw Damaged();

        Exception Damaged() => TensorProtos.Damaged($"the content of a constant string {shape} is damaged", where);
    }
}
