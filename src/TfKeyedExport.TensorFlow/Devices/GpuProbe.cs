using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Devices;

/// <summary>Asks the machine for its GPUs, without TensorFlow: TensorFlow itself only logs what is missing.</summary>
internal static unsafe class GpuProbe
{
    /// <summary>NVIDIA's devices, those that Windows lends to Linux, and AMD's.</summary>
    private static readonly string[] DeviceFiles = ["/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg", "/dev/kfd"];

    /// <summary>Looks at the machine.</summary>
    public static GpuState Read()
    {
        bool files = !OperatingSystem.IsLinux() || DeviceFiles.Any(File.Exists);
        if (File.Exists("/dev/kfd") && !File.Exists("/dev/nvidiactl"))
            return new GpuState(files, HasDriverLibrary: true, DriverError: 0, Count: null);
        string driver = OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";
        if (!NativeLibrary.TryLoad(driver, out nint library))
            return new GpuState(files, HasDriverLibrary: false, DriverError: 0, Count: null);
        if (!NativeLibrary.TryGetExport(library, "cuInit", out nint start)
            || !NativeLibrary.TryGetExport(library, "cuDeviceGetCount", out nint count))
            return new GpuState(files, HasDriverLibrary: true, DriverError: 0, Count: null);
        int error = ((delegate* unmanaged<uint, int>)start)(0);
        int devices = 0;
        if (error == 0)
            error = ((delegate* unmanaged<int*, int>)count)(&devices);
        return new GpuState(files, HasDriverLibrary: true, error, error == 0 ? devices : null);
    }
}
