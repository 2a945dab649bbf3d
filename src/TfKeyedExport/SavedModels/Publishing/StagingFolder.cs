using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>
/// A hidden folder beside an output, in which the model grows. Three names belong together: <c>.lock</c>, locked while the process lives, made first
/// and deleted last; <c>.new</c>, the model; <c>.old</c>, a replaced model on systems that cannot exchange folders.
/// </summary>
internal sealed class StagingFolder
{
    private const int Attempts = 4;
    private readonly IFileOperations _files;
    private readonly string _stem;
    private readonly List<string> _madeParents;
    private readonly IDisposable _lock;
    private readonly SpareDescriptor _spare;

    private StagingFolder(IFileOperations files, string stem, List<string> madeParents, IDisposable taken, SpareDescriptor spare)
    {
        _spare = spare;
        _files = files;
        _stem = stem;
        _madeParents = madeParents;
        _lock = taken;
    }

    /// <summary>The folder in which the new model grows.</summary>
    public string New => _stem + ".new";

    /// <summary>Where a replaced model waits for its end.</summary>
    public string Old => _stem + ".old";

    /// <summary>Makes the folder, and the output's parents if they are missing; first clears up after processes that were killed.</summary>
    public static StagingFolder Create(OutputPlace place, IFileOperations files)
    {
        List<string> made = MakeParents(place.Parent, files);
        try
        {
            if (made.Count == 0)
                StaleStaging.Recover(place, files);
            return Create(place, files, made);
        }
        catch
        {
            Remove(made, files);
            throw;
        }
    }

    private static StagingFolder Create(OutputPlace place, IFileOperations files, List<string> madeParents)
    {
        SpareDescriptor spare = SpareDescriptor.Take(place.Parent);
        try
        {
            (string stem, IDisposable taken) = TakeName(place, files);
            var staging = new StagingFolder(files, stem, madeParents, taken, spare);
            try
            {
                files.CreateFolder(staging.New);
                return staging;
            }
            catch
            {
                staging.Release();
                throw;
            }
        }
        catch
        {
            spare.Dispose();
            throw;
        }
    }

    /// <summary>Deletes all that was made.</summary>
    public void Abandon()
    {
        _spare.Dispose();
        try
        {
            _files.DeleteFolder(New);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The lock's file stays, and with it the next run knows what to delete.
            _lock.Dispose();
            return;
        }
        if (Directory.Exists(Old))
        {
            // The replaced model could not be put back: the next run will do it.
            _lock.Dispose();
            return;
        }
        Release();
        Remove(_madeParents, _files);
    }

    /// <summary>Ends the staging after the model was published; what was replaced is deleted.</summary>
    public void Finish()
    {
        _spare.Dispose();
        try
        {
            _files.DeleteFolder(New);
            _files.DeleteFolder(Old);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _lock.Dispose();
            return;
        }
        Release();
    }

    private void Release() => StaleStaging.DeleteLock(_stem + StaleStaging.LockSuffix, _lock, _files);

    private static (string Stem, IDisposable Lock) TakeName(OutputPlace place, IFileOperations files)
    {
        for (int attempt = 1; ; attempt++)
        {
            // A Guid costs microseconds; the first random bytes of the cryptographic generator load OpenSSL, which costs milliseconds.
            string stem = Path.Combine(place.Parent, place.StagingPrefix + Guid.NewGuid().ToString("N")[..8]);
            string lockName = stem + StaleStaging.LockSuffix;
            try
            {
                IDisposable taken = files.CreateLock(lockName);
                // Between making and locking, another run may have taken it for a dead one's and deleted it.
                if (File.Exists(lockName))
                    return (stem, taken);
                taken.Dispose();
                if (attempt == Attempts)
                    throw TfKeyedException.Refused(
                        "other exports to this output keep clearing the folder up", place.Folder, "Run one export to an output at a time");
            }
            catch (IOException) when (attempt < Attempts && Directory.Exists(place.Parent))
            {
            }
        }
    }

    private static List<string> MakeParents(string parent, IFileOperations files)
    {
        var missing = new List<string>();
        for (string? folder = parent; folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            missing.Add(folder);
        var made = new List<string>();
        try
        {
            for (int i = missing.Count - 1; i >= 0; i--)
            {
                files.CreateFolder(missing[i]);
                made.Add(missing[i]);
            }
        }
        catch
        {
            Remove(made, files);
            throw;
        }
        return made;
    }

    private static void Remove(List<string> madeParents, IFileOperations files)
    {
        for (int i = madeParents.Count - 1; i >= 0; i--)
        {
            try
            {
                files.DeleteEmptyFolder(madeParents[i]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else uses it by now.
                return;
            }
        }
    }
}
