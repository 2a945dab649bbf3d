namespace TfKeyedExport.Serving.RequestLog;

/// <summary>The files of a log, one after the other: each is followed by another when it is large or old enough. Used by one thread.</summary>
/// <param name="folder">Where they are made.</param>
/// <param name="names">Their names.</param>
/// <param name="time">The clock.</param>
/// <param name="mostBytes">How large they become.</param>
/// <param name="mostAge">How old they become.</param>
internal sealed class LogFiles(ILogFolder folder, FileNames names, TimeProvider time, long mostBytes, TimeSpan mostAge)
{
    private const string OpenEnding = ".open";

    private ILogFile? _file;
    private long _fileBytes;
    private long? _begun;

    /// <summary>The bytes after which another file begins.</summary>
    public long MostBytes => mostBytes;

    /// <summary>Whether what is written, or waits to be, has become as old as it may.</summary>
    public bool IsOld => _begun is { } begun && time.GetElapsedTime(begun) >= mostAge;

    /// <summary>Something waits to be written: its age counts from now, unless something waits already.</summary>
    public void Begin() => _begun ??= time.GetTimestamp();

    /// <summary>Adds to the file that is open, or to a new one.</summary>
    /// <exception cref="IOException">It cannot be written; none of it counts as written then.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_file is { IsThere: false })
            Close();
        if (_file is null)
        {
            _file = folder.Create(names.Next(time.GetUtcNow()));
            _fileBytes = 0;
            _begun = time.GetTimestamp();
        }
        _file.Append(bytes);
        _fileBytes += bytes.Length;
        if (_fileBytes >= mostBytes)
            Close();
    }

    /// <summary>Writes a file in one go. Until it is whole it has a name that no reader looks for.</summary>
    /// <inheritdoc cref="Append"/>
    public void WriteWhole(ReadOnlySpan<byte> bytes)
    {
        string name = names.Next(time.GetUtcNow());
        using ILogFile file = folder.Create(name + OpenEnding);
        try
        {
            file.Append(bytes);
            file.Rename(name);
        }
        catch
        {
            file.Delete();
            throw;
        }
        _begun = null;
    }

    /// <summary>Appends nothing more to the file that is open.</summary>
    public void Close()
    {
        _file?.Dispose();
        _file = null;
        _begun = null;
    }
}
