namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Owns a list of devices, its texts included.</summary>
internal sealed class DeviceListHandle : NativeHandle
{
    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.DeleteDeviceList(handle);
        return true;
    }
}
