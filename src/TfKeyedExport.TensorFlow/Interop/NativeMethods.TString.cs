using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <content>The elements of string tensors (tf_tstring.h). The library owns what long ones point to.</content>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(TensorFlow, EntryPoint = "TF_StringInit")]
    [SuppressGCTransition]
    internal static partial void StringInit(TString* value);

    [LibraryImport(TensorFlow, EntryPoint = "TF_StringCopy")]
    internal static partial void StringCopy(TString* target, byte* source, nuint size);

    [LibraryImport(TensorFlow, EntryPoint = "TF_StringGetDataPointer")]
    [SuppressGCTransition]
    internal static partial byte* StringGetDataPointer(TString* value);

    [LibraryImport(TensorFlow, EntryPoint = "TF_StringGetSize")]
    [SuppressGCTransition]
    internal static partial nuint StringGetSize(TString* value);

    [LibraryImport(TensorFlow, EntryPoint = "TF_StringDealloc")]
    internal static partial void StringDealloc(TString* value);
}
