using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>An object of the C API with one owner. A call that got it as an argument keeps it alive until the call ends.</summary>
internal abstract class NativeHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public sealed override bool IsInvalid => handle == 0;
}
