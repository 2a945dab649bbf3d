using System.Globalization;
using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;
using TfKeyedExport.Errors;
using TfKeyedExport.Hashing;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>The data files of a checkpoint, opened when they are first needed.</summary>
internal sealed class ShardFiles(string prefix, int count) : IDisposable
{
    // The checksum is taken of bytes that have just been read and still lie in the cache.
    private const int ChunkLength = 256 << 10;

    // What is worth a thread, and the most threads: memory is not faster for more of them.
    private const int LeastPart = 16 << 20;
    private const int MostParts = 8;

    private readonly Lock _gate = new();
    private readonly SafeFileHandle?[] _files = new SafeFileHandle?[count];
    private bool _disposed;

    /// <summary>Reads the bytes of one tensor.</summary>
    /// <param name="entry">The tensor.</param>
    /// <param name="allocate">Gives the memory to read into; null for an array.</param>
    /// <param name="crc">The checksum of what was read.</param>
    /// <returns>Memory that nobody else has.</returns>
    /// <exception cref="TfKeyedException">The file is missing, too short, or becomes too short while it is read; or memory does not do.</exception>
    public Memory<byte> Read(BundleEntry entry, Func<int, Memory<byte>>? allocate, out uint crc)
    {
        string path = Name(entry.Shard);
        try
        {
            SafeFileHandle file = Open(entry.Shard, path);
            long length = RandomAccess.GetLength(file);
            if (entry.Offset + entry.Size > length)
                throw LargeFilePointer.Is(path) ? LargeFilePointer.Error(path) : CutOff(entry, length, path);
            if (entry.Size > Array.MaxLength)
                throw TfKeyedException.Unreadable(
                    $"the variable has {entry.Size:N0} bytes; only up to 2 GiB can be read at once", $"{path}, '{entry.Key}'",
                    "Exporting needs no reading; to run the model, use TensorFlow as the engine");
            Memory<byte> bytes = VariableMemory.Allocate((int)entry.Size, allocate, $"{path}, '{entry.Key}'");
            crc = Fill(bytes, file, entry, path);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw TfKeyedException.Unreadable("this file of variables is missing", path, ModelErrors.CopyAgain, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TfKeyedException.Unreadable($"the variables cannot be read ({e.Message})", path, SystemErrors.Next(e, "Check the file's permissions"), e);
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

    // The time goes into the system's copying and into fresh memory, which several threads do at once.
    private static uint Fill(Memory<byte> bytes, SafeFileHandle file, BundleEntry entry, string path)
    {
        int parts = Math.Clamp(bytes.Length / LeastPart, 1, Math.Min(Environment.ProcessorCount, MostParts));
        if (parts == 1)
            return FillPart(bytes.Span, file, entry, 0, path);
        int length = (bytes.Length + parts - 1) / parts;
        var sums = new uint[parts];
        try
        {
            Parallel.For(0, parts, i => sums[i] = FillPart(Part(i).Span, file, entry, (long)i * length, path));
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is TfKeyedException or IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        uint crc = 0;
        for (int i = 0; i < parts; i++)
            crc = Crc32C.Join(crc, sums[i], Part(i).Length);
        return crc;

        Memory<byte> Part(int i) => bytes[(i * length)..Math.Min(bytes.Length, (i + 1) * length)];
    }

    private static uint FillPart(Span<byte> bytes, SafeFileHandle file, BundleEntry entry, long start, string path)
    {
        uint crc = 0;
        for (int at = 0; at < bytes.Length;)
        {
            long position = entry.Offset + start + at;
            int read = RandomAccess.Read(file, bytes.Slice(at, Math.Min(ChunkLength, bytes.Length - at)), position);
            if (read == 0)
                throw CutOff(entry, position, path);
            crc = Crc32C.Append(crc, bytes.Slice(at, read));
            at += read;
        }
        return crc;
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
