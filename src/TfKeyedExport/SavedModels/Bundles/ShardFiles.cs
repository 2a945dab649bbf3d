using System.Globalization;
using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>The data files of a checkpoint, mapped when they are first needed.</summary>
internal sealed class ShardFiles(string prefix, int count) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly MappedFile?[] _files = new MappedFile?[count];
    private bool _disposed;

    /// <summary>The bytes of one tensor.</summary>
    /// <exception cref="TfKeyedException">The file is missing or too short.</exception>
    public ReadOnlyMemory<byte> Bytes(BundleEntry entry)
    {
        MappedFile file = File(entry.Shard);
        if (entry.Offset + entry.Size > file.Length)
            throw LargeFilePointer.Is(file.Path) ? LargeFilePointer.Error(file.Path)
                : TfKeyedException.Unreadable($"the file ends at byte {file.Length:N0}, but '{entry.Key}' needs {entry.Offset + entry.Size:N0}: it is cut off", file.Path, ModelErrors.CopyAgain);
        if (entry.Size > int.MaxValue)
            throw TfKeyedException.Unreadable($"the variable has {entry.Size:N0} bytes; only up to 2 GiB can be read at once", $"{file.Path}, '{entry.Key}'", "Exporting needs no reading; to run the model, use TensorFlow as the engine");
        return file.Memory(entry.Offset, (int)entry.Size);
    }

    /// <summary>The name of a data file.</summary>
    public string Name(int shard) => string.Create(CultureInfo.InvariantCulture, $"{prefix}.data-{shard:00000}-of-{count:00000}");

    /// <summary>Ends all mappings.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (MappedFile? file in _files)
                file?.Dispose();
        }
    }

    private MappedFile File(int shard)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _files[shard] ??= MappedFile.Open(Name(shard));
        }
    }
}
