namespace TfKeyedExport.TensorFlow.Devices;

/// <summary>A kind of device that a user may ask for.</summary>
internal enum DeviceKind
{
    /// <summary>A GPU if there is one, else the CPU.</summary>
    Auto,

    /// <summary>The CPU, even if there is a GPU.</summary>
    Cpu,

    /// <summary>A GPU, or an error.</summary>
    Gpu,
}
