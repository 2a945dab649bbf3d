namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Owns a graph; its operations and the sessions on it stay valid until the last session is gone.</summary>
internal sealed class GraphHandle : NativeHandle
{
    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.DeleteGraph(handle);
        return true;
    }
}
