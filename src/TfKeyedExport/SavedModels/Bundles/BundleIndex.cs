using System.Buffers;
using System.Text;
using System.Text.Unicode;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>The index of a checkpoint: which tensors there are and where their bytes lie.</summary>
internal sealed class BundleIndex
{
    private const int MaxShards = 100_000;
    private readonly Dictionary<string, BundleEntry> _entries = new(StringComparer.Ordinal);

    private BundleIndex(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>How many data files there are.</summary>
    public int Shards { get; private set; }

    /// <summary>The keys of whole tensors, sorted by bytes.</summary>
    public List<string> Keys { get; } = [];

    /// <summary>Reads an index and checks that no two tensors share bytes.</summary>
    /// <exception cref="TfKeyedException">It is damaged, or written on a big-endian machine.</exception>
    public static BundleIndex Read(string path)
    {
        using IMemoryOwner<byte> content = FileContent.Read(path);
        if (LargeFilePointer.Is(content.Memory.Span))
            throw LargeFilePointer.Error(path);
        return Parse(content.Memory.ToArray(), path);
    }

    /// <summary>Reads the content of an index.</summary>
    /// <param name="file">The content.</param>
    /// <param name="path">Its file.</param>
    /// <param name="anyByteOrder">Whether elements of big-endian machines are no error, because nobody is going to read them.</param>
    /// <inheritdoc cref="Read"/>
    public static BundleIndex Parse(byte[] file, string path, bool anyByteOrder = false)
    {
        List<TableEntry> table = TableReader.ReadAll(file, path);
        if (table.Count == 0 || table[0].Key.Length > 0)
            throw TableReader.Damaged("the index has no header", path);
        BundleHeaderProto header = ProtoFile.Parse(BundleHeaderProto.Parser, table[0].Value.Span, $"{path}, the header");
        if (!anyByteOrder && header.Endianness != BundleHeaderProto.Types.Endianness.Little)
            throw TfKeyedException.Unreadable(
                "the variables were written on a big-endian machine", path, "Load and save the model with TensorFlow on a little-endian machine");
        if (header.NumShards is < 1 or > MaxShards)
            throw TableReader.Damaged($"the header tells of {header.NumShards} data files", path);

        var index = new BundleIndex(path) { Shards = header.NumShards };
        foreach (TableEntry entry in table.Skip(1))
            index.Add(entry);
        index.CheckOverlaps();
        return index;
    }

    /// <summary>An entry by its key's bytes, one a character.</summary>
    public BundleEntry? FindRaw(string rawKey) => _entries.GetValueOrDefault(rawKey);

    /// <summary>A key's bytes, one a character.</summary>
    public static string Raw(string key) => Ascii.IsValid(key) ? key : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(key));

    private void Add(TableEntry entry)
    {
        bool isSlice = entry.Key[0] == '\0';
        string key = entry.Key;
        if (!Ascii.IsValid(key))
        {
            byte[] bytes = Encoding.Latin1.GetBytes(key);
            // A key that is no text would be listed under a name by which it is not found.
            if (!isSlice && !Utf8.IsValid(bytes))
                throw TableReader.Damaged("the name of a variable is not text (UTF-8)", Path);
            key = Encoding.UTF8.GetString(bytes);
        }
        string where = isSlice ? $"{Path}, a slice" : $"{Path}, '{key}'";
        _entries.Add(entry.Key, BundleEntry.Of(key, ProtoFile.Parse(BundleEntryProto.Parser, entry.Value.Span, where), Shards, where));
        if (!isSlice)
            Keys.Add(key);
    }

    /// <summary>What lies in data files, slices too, in the order in which it lies there.</summary>
    public IReadOnlyList<BundleEntry> InFileOrder() => [.. _entries.Values.Where(e => e.Size > 0).OrderBy(e => e.Shard).ThenBy(e => e.Offset)];

    private void CheckOverlaps()
    {
        BundleEntry? previous = null;
        foreach (BundleEntry entry in InFileOrder())
        {
            if (previous is not null && previous.Shard == entry.Shard && previous.Offset + previous.Size > entry.Offset)
                throw TableReader.Damaged($"the variables '{previous.Key}' and '{entry.Key}' overlap", Path);
            previous = entry;
        }
    }
}
