using System.Globalization;
using TfKeyedExport.TensorFlow.Protos;

namespace TfKeyedExport.TensorFlow.Devices;

/// <summary>Builds the configuration that a session is made with.</summary>
internal static class SessionConfiguration
{
    /// <summary>The configuration for a device.</summary>
    /// <param name="device">The device that was asked for.</param>
    /// <param name="threads">The most threads that one call uses; 0 leaves it to TensorFlow.</param>
    /// <param name="gpuMemoryLimit">The most bytes on the GPU; 0 sets no limit.</param>
    public static ConfigProto For(DeviceRequest device, int threads, long gpuMemoryLimit)
    {
        // Operations without code for GPUs stay on the CPU instead of failing the model; a trace tells which did.
        var config = new ConfigProto { AllowSoftPlacement = true };
        if (threads > 0)
        {
            config.IntraOpParallelismThreads = threads;
            config.InterOpParallelismThreads = threads;
            // The first session of a process would otherwise decide for all.
            config.UsePerSessionThreads = true;
        }
        if (device.Kind == DeviceKind.Cpu)
        {
            config.DeviceCount["GPU"] = 0;
            return config;
        }
        config.GpuOptions = new GPUOptions { AllowGrowth = true };
        if (device.Kind == DeviceKind.Gpu)
            config.GpuOptions.VisibleDeviceList = device.Index.ToString(CultureInfo.InvariantCulture);
        if (gpuMemoryLimit > 0)
        {
            // A GPU of one part with a limit is the only way to give a limit in bytes rather than as a share.
            config.GpuOptions.Experimental = new GPUOptions.Types.Experimental();
            config.GpuOptions.Experimental.VirtualDevices.Add(
                new GPUOptions.Types.Experimental.Types.VirtualDevices { MemoryLimitMb = { gpuMemoryLimit / (float)(1 << 20) } });
            // One entry has to stand for one visible GPU.
            config.GpuOptions.VisibleDeviceList = device.Index.ToString(CultureInfo.InvariantCulture);
        }
        return config;
    }
}
