namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Owns the options of an import into a graph.</summary>
internal sealed class ImportGraphDefOptionsHandle : NativeHandle
{
    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.DeleteImportGraphDefOptions(handle);
        return true;
    }
}
