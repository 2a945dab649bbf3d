using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>The functions that must be there before a library is used: a missing one would end the process in the middle of a call.</summary>
internal static class RequiredFunctions
{
    private static readonly string[] Names =
    [
        "TF_Version",
        "TF_NewStatus", "TF_DeleteStatus", "TF_GetCode", "TF_Message",
        "TF_NewBuffer", "TF_NewBufferFromString", "TF_DeleteBuffer",
        "TF_NewTensor", "TF_AllocateTensor", "TF_DeleteTensor", "TF_TensorType", "TF_NumDims", "TF_Dim", "TF_TensorByteSize", "TF_TensorData",
        "TF_StringInit", "TF_StringCopy", "TF_StringGetDataPointer", "TF_StringGetSize", "TF_StringDealloc",
        "TF_NewGraph", "TF_DeleteGraph", "TF_GraphOperationByName", "TF_OperationNumOutputs",
        "TF_NewImportGraphDefOptions", "TF_DeleteImportGraphDefOptions", "TF_GraphImportGraphDef",
        "TF_NewSessionOptions", "TF_DeleteSessionOptions", "TF_SetConfig", "TF_NewSession", "TF_LoadSessionFromSavedModel",
        "TF_CloseSession", "TF_DeleteSession", "TF_SessionRun",
        "TF_SessionListDevices", "TF_DeleteDeviceList", "TF_DeviceListCount", "TF_DeviceListName", "TF_DeviceListType",
        "TF_DeviceListMemoryBytes", "TF_GetRegisteredKernelsForOp",
    ];

    /// <summary>Those that a loaded library lacks.</summary>
    public static IReadOnlyList<string> MissingIn(nint library) =>
        Names.Where(name => !NativeLibrary.TryGetExport(library, name, out _)).ToList();
}
