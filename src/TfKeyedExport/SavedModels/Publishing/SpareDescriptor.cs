using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>
/// A descriptor that is held only to be given back: a folder cannot be deleted without one, to list what is in it, and when an
/// export fails because no more files may be open, there is no other.
/// </summary>
internal sealed class SpareDescriptor : IDisposable
{
    private readonly SafeFileHandle? _handle;

    private SpareDescriptor(SafeFileHandle? handle) => _handle = handle;

    /// <summary>Takes one; takes none where a folder cannot be opened like a file, or this one may not be.</summary>
    /// <param name="folder">Any folder that is there.</param>
    /// <exception cref="IOException">No more files may be open.</exception>
    public static SpareDescriptor Take(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return new SpareDescriptor(null);
        SafeFileHandle handle = LinuxFiles.Open(folder, LinuxFiles.ReadHere);
        if (!handle.IsInvalid)
            return new SpareDescriptor(handle);
        int code = Marshal.GetLastPInvokeError();
        handle.Dispose();
        var error = new IOException($"{Marshal.GetPInvokeErrorMessage(code)} : '{folder}'", code);
        return SystemErrors.IsOutOfFiles(error) ? throw error : new SpareDescriptor(null);
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _handle?.Dispose();
}
