using Microsoft.Win32.SafeHandles;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>A folder of the file system.</summary>
internal sealed class DiskFolder : ILogFolder
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;

    /// <summary>Makes the folder if it is not there, for this user alone, and sees whether files can be made in it.</summary>
    /// <exception cref="IOException">They cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">They must not.</exception>
    public DiskFolder(string path)
    {
        _path = Path.GetFullPath(path);
        using ILogFile probe = Create($".probe-{Guid.NewGuid():N}");
        probe.Delete();
    }

    /// <inheritdoc/>
    public ILogFile Create(string name)
    {
        // It may be taken away at any time.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_path);
        else
            Directory.CreateDirectory(_path, OwnersFile | UnixFileMode.UserExecute);
        string path = Path.Combine(_path, name);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        return new DiskFile(new FileStream(path, options), path);
    }

    private sealed class DiskFile(FileStream stream, string path) : ILogFile
    {
        private readonly SafeFileHandle _handle = stream.SafeFileHandle;
        private string _path = path;
        private long _length;

        public bool IsThere => File.Exists(_path);

        public void Append(ReadOnlySpan<byte> bytes)
        {
            try
            {
                RandomAccess.Write(_handle, bytes, _length);
                _length += bytes.Length;
            }
            catch
            {
                // A full disk may have taken a part of it, which must not stand before what comes next.
                RandomAccess.SetLength(_handle, _length);
                throw;
            }
        }

        public void Rename(string name)
        {
            string next = Path.Combine(Path.GetDirectoryName(_path)!, name);
            File.Move(_path, next, overwrite: false);
            _path = next;
        }

        public void Delete() => File.Delete(_path);

        public void Dispose() => stream.Dispose();
    }
}
