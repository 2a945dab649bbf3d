using TfKeyedExport.Errors;

namespace TfKeyedExport.Handoff.Layout;

/// <summary>The right to change the files at a repository's root, which one process has at a time.</summary>
internal sealed class RepositoryLock : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly FileStream _file;
    private bool _forgets;

    private RepositoryLock(FileStream file) => _file = file;

    /// <summary>Has the file go too: of a repository that is given up before it came into being, nothing stays.</summary>
    public void Forget() => _forgets = true;

    /// <summary>Waits until nobody else has it.</summary>
    /// <param name="repository">The folder, which is there.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="TfKeyedException">Somebody had it too long (refused).</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static RepositoryLock Take(string repository, CancellationToken cancellation)
    {
        string path = Path.Combine(repository, RepositoryFiles.Lock);
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                // The file stays: who deleted it could not know who opened it in between.
                return new RepositoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path) && TimeProvider.System.GetElapsedTime(start) < Longest)
            {
                cancellation.WaitHandle.WaitOne(Pause);
            }
            catch (IOException error) when (File.Exists(path))
            {
                throw TfKeyedException.Refused("another hand-over has been changing the repository for a minute", path, "try again when it has ended", error);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_forgets)
            File.Delete(_file.Name);
        _file.Dispose();
    }
}
