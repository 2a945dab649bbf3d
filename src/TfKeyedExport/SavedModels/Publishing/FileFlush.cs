using Microsoft.Win32.SafeHandles;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Gets what was written to the disk, as far as a <see cref="Durability"/> asks.</summary>
internal static class FileFlush
{
    /// <summary>Flushes a file, if a loss of power is to be survived.</summary>
    public static void Flush(SafeFileHandle file, Durability durability)
    {
        if (durability == Durability.Power)
            RandomAccess.FlushToDisk(file);
    }

    /// <summary>Flushes a folder's names; does nothing where folders cannot be flushed.</summary>
    public static void FlushFolder(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using SafeFileHandle folder = LinuxFiles.Open(path, LinuxFiles.ReadHere);
        if (!folder.IsInvalid)
            _ = LinuxFiles.Fsync(folder);
    }
}
