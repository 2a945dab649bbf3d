namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>What processes that were killed left beside an output.</summary>
internal static class StaleStaging
{
    /// <summary>How the names of locks end.</summary>
    public const string LockSuffix = ".lock";

    /// <summary>Deletes the staging folders of dead processes, and puts a replaced model back whose successor never came.</summary>
    public static void Recover(OutputPlace place, IFileOperations files)
    {
        // A list: an enumeration holds the folder open while others are deleted.
        foreach (string lockName in Directory.GetFiles(place.Parent, place.StagingPrefix + "*" + LockSuffix))
        {
            if (files.TryTakeLock(lockName) is not { } taken)
                continue;
            try
            {
                string stem = lockName[..^LockSuffix.Length];
                string old = stem + ".old";
                if (Directory.Exists(old) && !place.Exists)
                    files.MoveFolder(old, place.Folder);
                files.DeleteFolder(old);
                files.DeleteFolder(stem + ".new");
            }
            catch
            {
                taken.Dispose();
                throw;
            }
            DeleteLock(lockName, taken, files);
        }
    }

    /// <summary>Gives a lock back and deletes its file.</summary>
    public static void DeleteLock(string name, IDisposable taken, IFileOperations files)
    {
        // Windows does not delete open files; elsewhere nobody must get the lock in between.
        if (OperatingSystem.IsWindows())
            taken.Dispose();
        try
        {
            files.DeleteFile(name);
        }
        finally
        {
            taken.Dispose();
        }
    }
}
