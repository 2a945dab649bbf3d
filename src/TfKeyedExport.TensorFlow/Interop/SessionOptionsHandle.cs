namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Owns the options of a session that is to be made.</summary>
internal sealed class SessionOptionsHandle : NativeHandle
{
    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.DeleteSessionOptions(handle);
        return true;
    }
}
