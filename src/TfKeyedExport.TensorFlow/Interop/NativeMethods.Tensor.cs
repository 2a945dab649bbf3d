using System.Runtime.InteropServices;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.TensorFlow.Interop;

/// <content>Tensors (tf_tensor.h).</content>
internal static unsafe partial class NativeMethods
{
    /// <summary>Takes over memory: the deallocator is called once, on any thread, when nobody reads it any more.</summary>
    /// <remarks>Memory of a fixed-size type that is not aligned well enough is copied and given back at once.</remarks>
    [LibraryImport(TensorFlow, EntryPoint = "TF_NewTensor")]
    internal static partial TensorHandle NewTensor(
        DataType type, ReadOnlySpan<long> dimensions, int rank, void* data, nuint length,
        delegate* unmanaged[Cdecl]<void*, nuint, void*, void> deallocator, void* argument);

    [LibraryImport(TensorFlow, EntryPoint = "TF_AllocateTensor")]
    internal static partial TensorHandle AllocateTensor(DataType type, ReadOnlySpan<long> dimensions, int rank, nuint length);

    [LibraryImport(TensorFlow, EntryPoint = "TF_DeleteTensor")]
    internal static partial void DeleteTensor(nint tensor);

    [LibraryImport(TensorFlow, EntryPoint = "TF_TensorType")]
    internal static partial DataType TensorType(TensorHandle tensor);

    [LibraryImport(TensorFlow, EntryPoint = "TF_NumDims")]
    internal static partial int NumDims(TensorHandle tensor);

    [LibraryImport(TensorFlow, EntryPoint = "TF_Dim")]
    internal static partial long Dim(TensorHandle tensor, int dimension);

    [LibraryImport(TensorFlow, EntryPoint = "TF_TensorByteSize")]
    internal static partial nuint TensorByteSize(TensorHandle tensor);

    [LibraryImport(TensorFlow, EntryPoint = "TF_TensorData")]
    internal static partial void* TensorData(TensorHandle tensor);
}
