using TfKeyedExport.Errors;
using TfKeyedExport.TensorFlow.Interop;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.TensorFlow.Tensors;

/// <summary>Takes tensors from TensorFlow.</summary>
internal static unsafe class TensorExport
{
    private const int MaxRank = 254;

    /// <summary>A copy that needs TensorFlow no more.</summary>
    /// <param name="native">The tensor.</param>
    /// <param name="name">The output's name, for errors.</param>
    /// <exception cref="TfKeyedException">Its elements are handles, or there are more than a tensor here can hold.</exception>
    public static Tensor ToTensor(TensorHandle native, string name)
    {
        (DataType type, TensorShape shape) = TypeAndShape(native, name);
        if (type == DataType.String)
            return Tensor.FromStrings(shape, Strings(native, (int)shape.ElementCount(), name));
        ReadOnlySpan<byte> bytes = Bytes(native, type, name);
        byte[] copy = GC.AllocateUninitializedArray<byte>(bytes.Length);
        bytes.CopyTo(copy);
        return Tensor.FromBytes(type, shape, copy);
    }

    /// <summary>The type and the shape of a tensor.</summary>
    public static (DataType Type, TensorShape Shape) TypeAndShape(TensorHandle native, string name)
    {
        DataType type = NativeMethods.TensorType(native);
        int rank = NativeMethods.NumDims(native);
        if (rank is < 0 or > MaxRank)
            throw TfKeyedException.Engine($"TensorFlow gave a tensor of {rank} dimensions", name);
        Span<long> sizes = stackalloc long[rank];
        for (int i = 0; i < rank; i++)
            sizes[i] = NativeMethods.Dim(native, i);
        var shape = new TensorShape(sizes);
        long count = shape.ElementCount();
        if (type is not DataType.String && !type.IsFixedSize())
            throw TfKeyedException.Engine($"it holds {type.Name()} values, which exist inside TensorFlow only", name, "choose outputs with plain values");
        return count <= Array.MaxLength ? (type, shape)
            : throw TfKeyedException.Engine($"{type.Name()} {shape} has more elements than can be held", name, "use smaller batches");
    }

    /// <summary>The elements of a fixed-size type, valid while the handle is held.</summary>
    public static ReadOnlySpan<byte> Bytes(TensorHandle native, DataType type, string name)
    {
        nuint length = NativeMethods.TensorByteSize(native);
        if (length > (nuint)Array.MaxLength)
            throw TfKeyedException.Engine($"{length} bytes of {type.Name()} are more than can be held", name, "use smaller batches");
        return length == 0 ? [] : new ReadOnlySpan<byte>(NativeMethods.TensorData(native), (int)length);
    }

    private static StringValues Strings(TensorHandle native, int count, string name)
    {
        if (count == 0)
            return StringValues.Empty;
        var elements = (TString*)NativeMethods.TensorData(native);
        int[] ends = GC.AllocateUninitializedArray<int>(count);
        nuint length = 0;
        for (int i = 0; i < count; i++)
        {
            length += NativeMethods.StringGetSize(elements + i);
            if (length > (nuint)Array.MaxLength)
                throw TfKeyedException.Engine("its strings hold more than 2 GiB", name, "use smaller batches");
            ends[i] = (int)length;
        }
        byte[] data = GC.AllocateUninitializedArray<byte>((int)length);
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            int size = ends[i] - start;
            new ReadOnlySpan<byte>(NativeMethods.StringGetDataPointer(elements + i), size).CopyTo(data.AsSpan(start));
            start = ends[i];
        }
        return new StringValues(data, ends);
    }
}
