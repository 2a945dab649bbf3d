using System.Runtime.InteropServices;
using TfKeyedExport.TensorFlow.Interop;
using TfKeyedExport.TensorFlow.Protos;

namespace TfKeyedExport.TensorFlow.Devices;

/// <summary>Asks the loaded library for its devices.</summary>
internal static class DeviceList
{
    /// <summary>An operation that every build for GPUs has code for.</summary>
    private const string TellingOperation = "MatMul";

    /// <summary>The devices that a session with this configuration sees; host-only helpers of compilers are left out.</summary>
    public static IReadOnlyList<TensorFlowDevice> Read(ConfigProto config)
    {
        using StatusHandle status = NativeMethods.NewStatus();
        using SessionOptionsHandle options = SessionOptionsHandle.Of(config, status);
        using GraphHandle graph = NativeMethods.NewGraph();
        using SessionHandle session = NativeMethods.NewSession(graph, options, status);
        status.ThrowIfFailed("start a session to list its devices");
        return Of(session);
    }

    /// <summary>The devices that a session sees.</summary>
    public static IReadOnlyList<TensorFlowDevice> Of(SessionHandle session)
    {
        using StatusHandle status = NativeMethods.NewStatus();
        using DeviceListHandle list = NativeMethods.SessionListDevices(session, status);
        status.ThrowIfFailed("list the devices");
        var devices = new List<TensorFlowDevice>();
        for (int i = 0; i < NativeMethods.DeviceListCount(list); i++)
        {
            string name = Text(NativeMethods.DeviceListName(list, i, status));
            string type = Text(NativeMethods.DeviceListType(list, i, status));
            long memory = NativeMethods.DeviceListMemoryBytes(list, i, status);
            status.ThrowIfFailed("describe a device");
            if (!type.StartsWith("XLA_", StringComparison.Ordinal))
                devices.Add(new TensorFlowDevice(name, type, memory));
        }
        return devices;
    }

    /// <summary>Whether the library was built with code for GPUs.</summary>
    public static bool LibraryHasGpuKernels()
    {
        using StatusHandle status = NativeMethods.NewStatus();
        using BufferHandle kernels = NativeMethods.GetRegisteredKernelsForOp(TellingOperation, status);
        status.ThrowIfFailed("list its kernels");
        return KernelList.Parser.ParseFrom(kernels.ToArray()).Kernel.Any(k => k.DeviceType == "GPU");
    }

    private static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";
}
