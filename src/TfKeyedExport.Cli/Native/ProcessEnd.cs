using System.Runtime.InteropServices;

namespace TfKeyedExport.Cli.Native;

/// <summary>Ends the process with the code that was found, whatever libraries would like to say at its end.</summary>
internal static partial class ProcessEnd
{
    /// <summary>Ends the process at once on Linux, after everything was written; elsewhere it returns.</summary>
    /// <remarks>
    /// TensorFlow's library ends the process with 1 at its end if standard error is closed or full: a safe model would then be called unsafe.
    /// </remarks>
    public static void With(int code)
    {
        if (OperatingSystem.IsLinux())
            Exit(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
