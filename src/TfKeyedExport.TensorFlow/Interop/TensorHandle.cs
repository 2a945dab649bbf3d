namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Owns one reference to a tensor; the library may hold further ones to the same memory.</summary>
internal sealed class TensorHandle : NativeHandle
{
    /// <summary>For the marshaller.</summary>
    public TensorHandle()
    {
    }

    /// <summary>Takes over a tensor that a call gave away.</summary>
    public TensorHandle(nint tensor) => SetHandle(tensor);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.DeleteTensor(handle);
        return true;
    }
}
