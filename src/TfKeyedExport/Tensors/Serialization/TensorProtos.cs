using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Tensors.Serialization;

/// <summary>Constant tensors to and from their serialized form.</summary>
internal static class TensorProtos
{
    /// <summary>How many bytes one constant may grow to when it is stored as fewer elements than its shape has.</summary>
    public const long MaxExpandedBytes = 256L << 20;

    /// <summary>
    /// Reads a constant in any of its forms: raw content, or the list of its type; a short list repeats its last element, an empty one means zeros.
    /// </summary>
    /// <param name="proto">The serialized tensor.</param>
    /// <param name="where">What it belongs to, for errors.</param>
    /// <param name="limit">How many bytes it may grow to when it is stored as fewer elements than its shape has.</param>
    /// <returns>The tensor; raw content is shared with <paramref name="proto"/>, not copied.</returns>
    /// <exception cref="TfKeyedException">
    /// The shape is not fully known or does not fit the content, the type cannot be stored, or a few stored elements would fill
    /// more than <paramref name="limit"/>.
    /// </exception>
    public static Tensor ToTensor(this TensorProto proto, string? where = null, long limit = MaxExpandedBytes)
    {
        ArgumentNullException.ThrowIfNull(proto);
        DataType type = proto.Dtype;
        TensorShape shape = proto.TensorShape is null ? TensorShape.Scalar : proto.TensorShape.ToShape(where);
        long count = CountElements(shape, where);
        if (type == DataType.String)
            return TensorProtoStrings.Read(proto, shape, count, where, limit);
        int size = type.Size();
        if (size == 0)
            throw Damaged($"a constant of type {type.Name()} cannot be read", where);
        if (!proto.TensorContent.IsEmpty)
        {
            return count * (Int128)size == proto.TensorContent.Length
                ? Tensor.FromBytes(type, shape, proto.TensorContent.Memory)
                : throw Damaged($"a constant {type.Name()} {shape} holds {proto.TensorContent.Length} bytes", where);
        }
        CheckExpansion(count * (Int128)size, TensorProtoElements.Count(proto) * (long)size, type, shape, where, limit);
        byte[] bytes = new byte[count * size];
        TensorProtoElements.Fill(proto, bytes);
        return Tensor.FromBytes(type, shape, bytes);
    }

    /// <summary>Writes a constant.</summary>
    public static TensorProto ToProto(this Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var proto = new TensorProto { Dtype = tensor.Type, TensorShape = tensor.Shape.ToProto() };
        if (tensor.Type != DataType.String)
        {
            proto.TensorContent = ByteString.CopyFrom(tensor.Bytes.Span);
            return proto;
        }
        for (int i = 0; i < tensor.Count; i++)
            proto.StringVal.Add(ByteString.CopyFrom(tensor.Strings[i]));
        return proto;
    }

    /// <summary>Refuses a constant that grows beyond reason when it is read.</summary>
    internal static void CheckExpansion(Int128 needed, long stored, DataType type, TensorShape shape, string? where, long limit)
    {
        if (needed > Array.MaxLength || (needed > limit && needed > stored))
            throw Damaged($"a constant {type.Name()} {shape} stores {stored:N0} bytes but would fill {needed:N0}; the limit is {limit:N0}", where);
    }

    internal static TfKeyedException Damaged(string what, string? where) => TfKeyedException.Unreadable(what, where, ModelErrors.CopyAgain);

    private static long CountElements(TensorShape shape, string? where)
    {
        if (!shape.IsFullyDefined)
            throw Damaged($"a constant has the shape {shape}, which is not fully known", where);
        try
        {
            return shape.ElementCount();
        }
        catch (OverflowException e)
        {
            throw TfKeyedException.Unreadable($"a constant has the impossible shape {shape}", where, ModelErrors.CopyAgain, e);
        }
    }
}
