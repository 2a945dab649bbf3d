namespace TfKeyedExport.TensorFlow.Devices;

/// <summary>What the machine itself says of its GPUs.</summary>
/// <param name="HasDeviceFile">Whether the kernel offers a GPU (<c>/dev/nvidia0</c> and the like).</param>
/// <param name="HasDriverLibrary">Whether the driver's library can be loaded.</param>
/// <param name="DriverError">The driver's own error code when it was started; 0 if it started or was not tried.</param>
/// <param name="Count">How many GPUs the driver offers to this process; null if nobody could say.</param>
internal sealed record GpuState(bool HasDeviceFile, bool HasDriverLibrary, int DriverError, int? Count);
