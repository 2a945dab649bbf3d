using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Whether a model could be written to its place, found out without making a name there.</summary>
internal static class WritingRehearsal
{
    /// <summary>Looks at the folder that the output, or its first missing parent, would be made in.</summary>
    /// <exception cref="TfKeyedException">
    /// Nothing can be written there, the variables cannot get there in the way that was asked for, or there is not the space.
    /// </exception>
    public static void Check(OutputPlace place, ModelFiles carried, long graphBytes, SaveOptions options)
    {
        string above = place.Parent;
        while (!Directory.Exists(above) && Path.GetDirectoryName(above) is { } higher)
        {
            if (Path.Exists(above))
                throw TfKeyedException.Output("the model cannot be written (this is a file, not a folder)", above, "Name a folder below a folder");
            above = higher;
        }
        foreach (string name in Path.GetRelativePath(above, place.Folder).Split(Path.DirectorySeparatorChar))
            CheckName(above, name);
        if (OperatingSystem.IsLinux() && LinuxFiles.WriteError(above) is not 0 and var error)
            throw TfKeyedException.Output(
                $"the model cannot be written ({Marshal.GetPInvokeErrorMessage(error)})", above, "Choose an output where you may write");
        if (OperatingSystem.IsLinux()
            && carried.Files.FirstOrDefault(f => f.IsVariables && f.Length > 0) is { Name: not null } file
            && SharesBytes(file, above, options.Variables))
            return;
        CheckSpace(above, carried.TotalBytes + graphBytes, place);
    }

    // The file system says how long a name may be when it is asked for one; a folder that is not there yet cannot be asked.
    private static void CheckName(string folder, string name)
    {
        try
        {
            File.GetAttributes(Path.Combine(folder, name));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // The name could be one.
        }
    }

    [SupportedOSPlatform("linux")]
    private static bool SharesBytes(ModelFiles.ModelFile file, string folder, VariableCopy way)
    {
        if (way == VariableCopy.HardLink)
        {
            if (LinuxFiles.Device(file.Source) != LinuxFiles.Device(folder))
                throw TfKeyedException.Refused(
                    $"the file cannot be linked into {folder}, which is on another file system", file.Path,
                    "Leave the choice to '--variables auto', or use an output on the same file system");
            return true;
        }
        if (way == VariableCopy.Copy)
            return false;
        using SafeFileHandle source = File.OpenHandle(file.Source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using SafeFileHandle target = LinuxFiles.NamelessFile(folder);
        // A system without nameless files may still share blocks: that will be seen when it is tried.
        if (target.IsInvalid)
            return way == VariableCopy.Reflink;
        bool shares = LinuxFiles.TryClone(source, target);
        if (!shares && way == VariableCopy.Reflink)
            throw FileCopier.CannotShare(folder);
        return shares;
    }

    private static void CheckSpace(string folder, long bytes, OutputPlace place)
    {
        long free;
        try
        {
            free = new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return;
        }
        if (free < bytes)
            throw TfKeyedException.Output(
                $"the model cannot be written (it has {bytes:N0} bytes, and {free:N0} are free)", place.Folder, "Free some space or choose another disk");
    }
}
