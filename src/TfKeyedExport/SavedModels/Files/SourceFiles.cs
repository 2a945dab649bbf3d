using System.Runtime.InteropServices;
using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Files;

/// <summary>Says why a file that seems to be missing cannot be seen: a folder that may not be entered, a link that leads nowhere, a failing disk.</summary>
internal static class SourceFiles
{
    /// <summary>What to do about a file that may not be read.</summary>
    public const string CheckPermissions = "Check the permissions of it and of the folders above";

    private const int NoEntry = 2;
    private const int NotFolder = 20;

    /// <summary>Whether a file is there.</summary>
    /// <returns>False only if it is certain that there is none.</returns>
    /// <exception cref="TfKeyedException">It cannot be told, or it is a link to nothing.</exception>
    public static bool Exists(string path)
    {
        if (File.Exists(path))
            return true;
        ThrowIfHidden(path);
        return false;
    }

    /// <summary>Complains about a path that is neither readable nor certainly absent.</summary>
    /// <exception cref="TfKeyedException">It is such a one.</exception>
    public static void ThrowIfHidden(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;
        int error = LinuxFiles.StatError(path, followLinks: false);
        if (error is not (0 or NoEntry or NotFolder))
            throw Unreadable(path, Marshal.GetPInvokeErrorMessage(error));
        if (error == 0 && LinuxFiles.StatError(path, followLinks: true) != 0)
            throw TfKeyedException.Unreadable(
                $"this is a link that leads nowhere, to {new FileInfo(path).LinkTarget}", path,
                "Fetch the file that it means (of a download cache: download the model again), or make a copy with 'cp -rL' where the files are");
    }

    /// <summary>The error for a source that the system does not let be read.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="why">The system's words.</param>
    /// <param name="inner">The cause.</param>
    public static TfKeyedException Unreadable(string path, string why, Exception? inner = null) =>
        TfKeyedException.Unreadable($"this cannot be read ({why.TrimEnd('.')})", path, SystemErrors.Next(inner, CheckPermissions), inner);
}
