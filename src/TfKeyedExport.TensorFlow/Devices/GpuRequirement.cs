using TfKeyedExport.Errors;

namespace TfKeyedExport.TensorFlow.Devices;

/// <summary>Decides whether the GPU that was asked for can be used, and says what is missing if not.</summary>
internal static class GpuRequirement
{
    private const string Next = "ask for --device cpu to run there";

    /// <summary>Checks what can be known before a session is made.</summary>
    /// <param name="request">The GPU that was asked for.</param>
    /// <param name="libraryHasGpuKernels">Whether the library was built for GPUs.</param>
    /// <param name="library">The library's path, for the message.</param>
    /// <param name="machine">What the machine says.</param>
    /// <exception cref="TfKeyedException">Something is missing.</exception>
    public static void Check(DeviceRequest request, bool libraryHasGpuKernels, string library, GpuState machine)
    {
        string name = $"--device gpu:{request.Index}";
        if (!libraryHasGpuKernels)
        {
            throw TfKeyedException.HostLacks(
                $"the TensorFlow library {library} was built for the CPU only", name,
                "name a library with GPU support with --tensorflow (Python's tensorflow[and-cuda], or SciSharp.TensorFlow.Redist-Linux-GPU), or " + Next);
        }
        if (!machine.HasDriverLibrary)
            throw TfKeyedException.HostLacks(
                "no GPU driver: libcuda.so.1 cannot be loaded", name, "install NVIDIA's driver (in a container: its runtime), or " + Next);
        if (!machine.HasDeviceFile)
            throw TfKeyedException.HostLacks(
                "no GPU in this machine or container: neither /dev/nvidiactl nor /dev/dxg is there", name, "pass the GPU to the container, or " + Next);
        if (machine.DriverError != 0)
            throw TfKeyedException.HostLacks($"the GPU driver does not start (CUDA error {machine.DriverError})", name, "see nvidia-smi, or " + Next);
        if (machine.Count is { } count && request.Index >= count)
        {
            throw TfKeyedException.HostLacks(
                count == 0 ? "the driver offers no GPU to this process" : $"there is no such GPU: the driver offers {count}, numbered from 0", name,
                "see CUDA_VISIBLE_DEVICES, or " + Next);
        }
    }

    /// <summary>Checks that the session that was made has a GPU.</summary>
    /// <exception cref="TfKeyedException">It has none.</exception>
    public static void CheckSession(DeviceRequest request, IReadOnlyList<TensorFlowDevice> devices)
    {
        if (devices.Any(d => d.Type == "GPU"))
            return;
        throw TfKeyedException.HostLacks(
            $"TensorFlow did not take the GPU into use; it offers {string.Join(", ", devices.Select(d => d.ShortName))}",
            $"--device gpu:{request.Index}",
            "its log says why (often a CUDA or cuDNN library that is missing): set TF_CPP_MIN_LOG_LEVEL=0 and run again, or " + Next);
    }
}
