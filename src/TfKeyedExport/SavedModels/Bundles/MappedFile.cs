using System.Buffers;
using System.IO.MemoryMappedFiles;
using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>A file mapped into memory for reading.</summary>
/// <remarks>
/// The mapping ends only when it is disposed: a span does not keep its memory alive, so the garbage collector could not know when nobody reads any more.
/// </remarks>
internal sealed unsafe class MappedFile : IDisposable
{
    private static readonly HashSet<MappedFile> Living = [];
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _start;
    private bool _disposed;

    private MappedFile(string path, long length)
    {
        Path = path;
        Length = length;
        if (length == 0)
            return;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    /// <summary>The file's name.</summary>
    public string Path { get; }

    /// <summary>Its length when it was opened.</summary>
    public long Length { get; }

    /// <summary>Maps a file.</summary>
    /// <exception cref="TfKeyedException">It is missing or cannot be read.</exception>
    public static MappedFile Open(string path)
    {
        try
        {
            var file = new MappedFile(path, new FileInfo(path).Length);
            lock (Living)
                Living.Add(file);
            return file;
        }
        catch (FileNotFoundException e)
        {
            throw TfKeyedException.Unreadable("this file of variables is missing", path, ModelErrors.CopyAgain, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw TfKeyedException.Unreadable($"the variables cannot be read ({e.Message})", path, "Check the file's permissions", e);
        }
    }

    /// <summary>A part of the file; valid until the mapping is disposed.</summary>
    public ReadOnlyMemory<byte> Memory(long offset, int length) => length == 0 ? default : new Part(this, offset, length).Memory;

    /// <summary>Ends the mapping.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        lock (Living)
            Living.Remove(this);
        if (_start is not null)
            _view?.SafeMemoryMappedViewHandle.ReleasePointer();
        _view?.Dispose();
        _file?.Dispose();
    }

    private sealed class Part(MappedFile file, long offset, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan()
        {
            ObjectDisposedException.ThrowIf(file._disposed, typeof(VariableBundle));
            return new Span<byte>(file._start + offset, length);
        }

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            ObjectDisposedException.ThrowIf(file._disposed, typeof(VariableBundle));
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length, nameof(elementIndex));
            return new MemoryHandle(file._start + offset + elementIndex);
        }

        public override void Unpin()
        {
            // Mapped memory never moves.
        }

        protected override void Dispose(bool disposing)
        {
            // The file owns the memory.
        }
    }
}
