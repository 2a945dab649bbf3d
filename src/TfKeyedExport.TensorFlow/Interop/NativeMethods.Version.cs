using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <content>Version of the library (c_api.h).</content>
internal static partial class NativeMethods
{
    /// <summary>The version as text; owned by the library.</summary>
    [LibraryImport(TensorFlow, EntryPoint = "TF_Version")]
    internal static partial nint Version();
}
