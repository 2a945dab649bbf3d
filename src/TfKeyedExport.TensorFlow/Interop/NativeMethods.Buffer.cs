using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <content>Blocks of bytes, mostly serialized protos (tf_buffer.h).</content>
internal static partial class NativeMethods
{
    [LibraryImport(TensorFlow, EntryPoint = "TF_NewBuffer")]
    internal static partial BufferHandle NewBuffer();

    /// <summary>Copies the bytes.</summary>
    [LibraryImport(TensorFlow, EntryPoint = "TF_NewBufferFromString")]
    internal static partial BufferHandle NewBufferFromString(ReadOnlySpan<byte> bytes, nuint length);

    [LibraryImport(TensorFlow, EntryPoint = "TF_DeleteBuffer")]
    internal static partial void DeleteBuffer(nint buffer);
}
