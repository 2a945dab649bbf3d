using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Files;

/// <summary>The content of a file that nobody vouches for, in memory of its own.</summary>
/// <remarks>
/// Not on the managed heap: an array as large as a model's protos would cost a full collection every few models. The memory is freed when neither this
/// nor a <see cref="Memory{T}"/> of it is referred to any more. A span alone does not keep it: what takes one from a field and returns it to nobody, as the
/// readers of graphs do, is safe for as long as its object is, which <c>GraphBuilder</c> sees to.
/// </remarks>
internal sealed unsafe class FileContent : MemoryManager<byte>
{
    private readonly int _length;
    private readonly Block _block;

    private FileContent(int length)
    {
        _length = length;
        _block = new Block(length);
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="TfKeyedException">It cannot be read, is not a regular file, or is larger than a message may be.</exception>
    public static FileContent Read(string path)
    {
        try
        {
            using SafeFileHandle handle = RegularFile.Open(path);
            long length = RandomAccess.GetLength(handle);
            if (length > Array.MaxLength)
                throw TfKeyedException.Unreadable($"{length:N0} bytes are more than a message may have (2 GiB)", path, ModelErrors.CopyAgain);
            var content = new FileContent((int)length);
            try
            {
                content.Fill(handle, path);
                return content;
            }
            catch
            {
                ((IDisposable)content).Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            SourceFiles.ThrowIfHidden(path);
            throw TfKeyedException.Unreadable(
                $"the file cannot be read ({e.Message.TrimEnd('.')})", path, SystemErrors.Next(e, SourceFiles.CheckPermissions), e);
        }
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_block.Bytes == null, this);
        return new Span<byte>(_block.Bytes, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new MemoryHandle(_block.Bytes + elementIndex, pinnable: this);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Native memory never moves.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _block.Free();
    }

    private void Fill(SafeFileHandle handle, string path)
    {
        int read = 0;
        while (read < _length)
        {
            int count = RandomAccess.Read(handle, new Span<byte>(_block.Bytes + read, _length - read), read);
            if (count == 0)
                throw TfKeyedException.Unreadable("the file became shorter while it was read", path, "Wait until its copy is complete");
            read += count;
        }
    }

    private sealed class Block
    {
        private readonly int _length;

        public Block(int length)
        {
            _length = Math.Max(1, length);
            Bytes = (byte*)NativeMemory.Alloc((nuint)_length);
            GC.AddMemoryPressure(_length);
        }

        ~Block() => Free();

        public byte* Bytes { get; private set; }

        public void Free()
        {
            if (Bytes == null)
                return;
            NativeMemory.Free(Bytes);
            Bytes = null;
            GC.RemoveMemoryPressure(_length);
            GC.SuppressFinalize(this);
        }
    }
}
