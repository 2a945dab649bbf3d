using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <content>Outcomes of calls (tf_status.h).</content>
internal static partial class NativeMethods
{
    [LibraryImport(TensorFlow, EntryPoint = "TF_NewStatus")]
    internal static partial StatusHandle NewStatus();

    [LibraryImport(TensorFlow, EntryPoint = "TF_DeleteStatus")]
    internal static partial void DeleteStatus(nint status);

    [LibraryImport(TensorFlow, EntryPoint = "TF_GetCode")]
    internal static partial StatusCode GetCode(StatusHandle status);

    /// <summary>The message, UTF-8; owned by the status.</summary>
    [LibraryImport(TensorFlow, EntryPoint = "TF_Message")]
    internal static partial nint Message(StatusHandle status);
}
