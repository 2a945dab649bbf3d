using System.Runtime.InteropServices;
using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels;

/// <summary>The content of a file that nobody vouches for, in memory of its own until it is disposed.</summary>
/// <remarks>Not on the managed heap: an array as large as a model's protos would cost a full collection every few models.</remarks>
internal sealed unsafe class FileContent : IDisposable
{
    private readonly int _length;
    private byte* _bytes;

    private FileContent(int length)
    {
        _length = length;
        _bytes = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, length));
    }

    /// <summary>The content.</summary>
    public ReadOnlySpan<byte> Span => new(_bytes, _length);

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="TfKeyedException">It cannot be read, is not a regular file, or is larger than a message may be.</exception>
    public static FileContent Read(string path)
    {
        try
        {
            if (OperatingSystem.IsLinux() && Publishing.LinuxFiles.FileType(path, followLinks: true) is not (Publishing.LinuxFiles.RegularFile or 0))
                throw TfKeyedException.Unreadable("this is not a regular file", path, ModelErrors.CopyAgain);
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
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
                content.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TfKeyedException.Unreadable("the file cannot be read", path, e.Message, e);
        }
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        NativeMemory.Free(_bytes);
        _bytes = null;
    }

    private void Fill(Microsoft.Win32.SafeHandles.SafeFileHandle handle, string path)
    {
        int read = 0;
        while (read < _length)
        {
            int count = RandomAccess.Read(handle, new Span<byte>(_bytes + read, _length - read), read);
            if (count == 0)
                throw TfKeyedException.Unreadable("the file became shorter while it was read", path, "Wait until its copy is complete");
            read += count;
        }
    }
}
