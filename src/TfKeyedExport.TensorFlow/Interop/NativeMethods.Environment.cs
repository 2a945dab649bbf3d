using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Interop;

/// <content>The process's native environment: .NET's own copy is not seen by native code.</content>
internal static partial class NativeMethods
{
    /// <summary>Sets a variable for native code unless it is set already.</summary>
    internal static void SetNativeEnvironment(string name, string value)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
            return;
        if (OperatingSystem.IsWindows())
            _ = PutEnvironmentOnWindows(name, value);
        else
            _ = SetEnvironmentOnUnix(name, value, overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentOnUnix(string name, string value, int overwrite);

    [LibraryImport("ucrtbase", EntryPoint = "_putenv_s", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PutEnvironmentOnWindows(string name, string value);
}
