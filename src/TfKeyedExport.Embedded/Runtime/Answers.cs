using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>Turns values of a call into tensors that outlive it.</summary>
internal static unsafe class Answers
{
    /// <summary>The tensor of a value: the caller's own if it passed through untouched, else a copy.</summary>
    /// <param name="value">The value.</param>
    /// <param name="pool">Counts the copy until the call ends.</param>
    /// <exception cref="TfKeyedException">It has no elements, or the copy would go beyond the call's limit.</exception>
    public static Tensor ToTensor(Value value, BufferPool pool)
    {
        if (value.Source is { } source)
            return source.Shape.Dimensions.SequenceEqual(value.Shape) ? source : source.Reshape(value.ToShape());
        if (value.Type == DataType.String)
        {
            pool.ChargeCall(value.Strings.Data.Length + ((long)value.Strings.Ends.Length * sizeof(int)));
            return Tensor.FromStrings(value.ToShape(), value.Strings.ToValues());
        }
        if (value.Type is DataType.Resource or DataType.Variant)
            throw TfKeyedException.Engine($"an output is a {value.Type.Name()}, which has no elements to give");
        if (value.ByteCount > Array.MaxLength)
            throw TfKeyedException.Limit($"an output takes {value.ByteCount} bytes; one tensor holds 2 GiB", null, "send fewer rows a call");
        pool.ChargeCall(value.ByteCount);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)value.ByteCount);
        new ReadOnlySpan<byte>(value.Bytes, bytes.Length).CopyTo(bytes);
        return Tensor.FromBytes(value.Type, value.ToShape(), bytes);
    }
}
