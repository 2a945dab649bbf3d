using System.Runtime.InteropServices;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Second names for files.</summary>
internal static partial class HardLinks
{
    /// <summary>Gives a file a second name.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public static void Create(string source, string target)
    {
        bool made = OperatingSystem.IsWindows() ? CreateOnWindows(target, source, 0) : CreateOnUnix(source, target) == 0;
        if (!made)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateOnUnix(string source, string target);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateOnWindows(string target, string source, nint attributes);
}
