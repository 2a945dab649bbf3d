using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>Turns values of a call into tensors that outlive it.</summary>
internal static unsafe class Answers
{
    /// <summary>The tensor of a value: the caller's own if it passed through untouched, else a copy.</summary>
    public static Tensor ToTensor(Value value)
    {
        if (value.Source is { } source)
            return source.Shape.Dimensions.SequenceEqual(value.Shape) ? source : source.Reshape(value.ToShape());
        if (value.Type == DataType.String)
            return Tensor.FromStrings(value.ToShape(), value.Strings.ToValues());
        if (value.Type is DataType.Resource or DataType.Variant)
            throw TfKeyedException.Engine($"an output is a {value.Type.Name()}, which has no elements to give");
        byte[] bytes = GC.AllocateUninitializedArray<byte>(checked((int)value.ByteCount));
        new ReadOnlySpan<byte>(value.Bytes, bytes.Length).CopyTo(bytes);
        return Tensor.FromBytes(value.Type, value.ToShape(), bytes);
    }
}
