using System.Globalization;
using Microsoft.Win32.SafeHandles;
using TfKeyedExport.Errors;
using TfKeyedExport.Hashing;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>The data files of a checkpoint, opened when they are first needed.</summary>
internal sealed class ShardFiles(string prefix, int count) : IDisposable
{
    // The checksum is taken of bytes that have just been read and still lie in the cache.
    private const int ChunkLength = 256 << 10;

    private readonly Lock _gate = new();
    private readonly SafeFileHandle?[] _files = new SafeFileHandle?[count];
    private bool _disposed;

    /// <summary>Reads the bytes of one tensor.</summary>
    /// <param name="entry">The tensor.</param>
    /// <param name="crc">The checksum of what was read.</param>
    /// <returns>An array that nobody else has; see <see cref="VariableMemory"/>.</returns>
    /// <exception cref="TfKeyedException">The file is missing, too short, or becomes too short while it is read; or memory does not do.</exception>
    public byte[] Read(BundleEntry entry, out uint crc)
    {
        string path = Name(entry.Shard);
        try
        {
            SafeFileHandle file = Open(entry.Shard, path);
            long length = RandomAccess.GetLength(file);
            if (entry.Offset + entry.Size > length)
                throw LargeFilePointer.Is(path) ? LargeFilePointer.Error(path) : CutOff(entry, length, path);
            if (entry.Size > Array.MaxLength)
                throw TfKeyedException.Unreadable($"the variable has {entry.Size:N0} bytes; only up to 2 GiB can be read at once", $"{path}, '{entry.Key}'", "Exporting needs no reading; to run the model, use TensorFlow as the engine");
            byte[] bytes = VariableMemory.Allocate((int)entry.Size, $"{path}, '{entry.Key}'");
            crc = 0;
            for (int at = 0; at < bytes.Length;)
            {
                int read = RandomAccess.Read(file, bytes.AsSpan(at, Math.Min(ChunkLength, bytes.Length - at)), entry.Offset + at);
                if (read == 0)
                    throw CutOff(entry, entry.Offset + at, path);
                crc = Crc32C.Append(crc, bytes.AsSpan(at, read));
                at += read;
            }
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw TfKeyedException.Unreadable("this file of variables is missing", path, ModelErrors.CopyAgain, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TfKeyedException.Unreadable($"the variables cannot be read ({e.Message})", path, "Check the file's permissions", e);
        }
    }

    /// <summary>The name of a data file.</summary>
    public string Name(int shard) => string.Create(CultureInfo.InvariantCulture, $"{prefix}.data-{shard:00000}-of-{count:00000}");

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (SafeFileHandle? file in _files)
                file?.Dispose();
        }
    }

    private SafeFileHandle Open(int shard, string path)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(VariableBundle));
            return _files[shard] ??= RegularFile.Open(path);
        }
    }

    private static TfKeyedException CutOff(BundleEntry entry, long length, string path) => TfKeyedException.Unreadable(
        $"the file ends at byte {length:N0}, but '{entry.Key}' needs {entry.Offset + entry.Size:N0}: it is cut off", path, ModelErrors.CopyAgain);
}
