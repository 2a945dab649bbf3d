using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <content>The devices that a session sees (c_api.h), and the kernels that the library was built with (kernels.h).</content>
internal static partial class NativeMethods
{
    [LibraryImport(TensorFlow, EntryPoint = "TF_SessionListDevices")]
    internal static partial DeviceListHandle SessionListDevices(SessionHandle session, StatusHandle status);

    [LibraryImport(TensorFlow, EntryPoint = "TF_DeleteDeviceList")]
    internal static partial void DeleteDeviceList(nint list);

    [LibraryImport(TensorFlow, EntryPoint = "TF_DeviceListCount")]
    internal static partial int DeviceListCount(DeviceListHandle list);

    /// <summary>The full name, UTF-8; owned by the list.</summary>
    [LibraryImport(TensorFlow, EntryPoint = "TF_DeviceListName")]
    internal static partial nint DeviceListName(DeviceListHandle list, int index, StatusHandle status);

    /// <summary>The type, such as <c>CPU</c>; owned by the list.</summary>
    [LibraryImport(TensorFlow, EntryPoint = "TF_DeviceListType")]
    internal static partial nint DeviceListType(DeviceListHandle list, int index, StatusHandle status);

    [LibraryImport(TensorFlow, EntryPoint = "TF_DeviceListMemoryBytes")]
    internal static partial long DeviceListMemoryBytes(DeviceListHandle list, int index, StatusHandle status);

    /// <summary>A serialized KernelList.</summary>
    [LibraryImport(TensorFlow, EntryPoint = "TF_GetRegisteredKernelsForOp", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial BufferHandle GetRegisteredKernelsForOp(string op, StatusHandle status);
}
