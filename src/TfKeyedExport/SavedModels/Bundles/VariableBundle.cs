using TfKeyedExport.Errors;
using TfKeyedExport.Hashing;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>The variables of a model: an index, and data files of which only what is asked for is read.</summary>
/// <remarks>
/// Safe for many threads. What was read is verified and in memory of its own: it outlives the bundle, whatever becomes of the files.
/// </remarks>
public sealed class VariableBundle : IDisposable
{
    /// <summary>The key of the serialized <see cref="TrackableObjectGraph"/>, a string scalar in checkpoints of TensorFlow 2.</summary>
    public const string ObjectGraphKey = "_CHECKPOINTABLE_OBJECT_GRAPH";

    private const int MaxSlices = 4096;
    private readonly BundleIndex _index;
    private readonly ShardFiles _shards;

    private VariableBundle(BundleIndex index, ShardFiles shards)
    {
        _index = index;
        _shards = shards;
    }

    /// <summary>The keys of all tensors, sorted by bytes.</summary>
    public IReadOnlyList<string> Keys => _index.Keys;

    /// <summary>Reads the index of a checkpoint; no data file is touched.</summary>
    /// <param name="folder">The folder, such as a model's <c>variables</c>.</param>
    /// <param name="prefix">How its files' names begin.</param>
    /// <exception cref="TfKeyedException">The index is missing or damaged.</exception>
    public static VariableBundle Open(string folder, string prefix = "variables")
    {
        string path = Path.Combine(folder, prefix);
        string index = path + ".index";
        if (!File.Exists(index))
            throw TfKeyedException.Unreadable("this file, the index of the variables, is missing", index, ModelErrors.CopyAgain);
        BundleIndex read = BundleIndex.Read(index);
        return new VariableBundle(read, new ShardFiles(path, read.Shards));
    }

    /// <summary>What the index says about a tensor, or null if there is none of that key.</summary>
    public BundleEntry? Entry(string key) => _index.FindRaw(BundleIndex.Raw(key));

    /// <summary>Reads a tensor; a partitioned one is put together.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="slice">The part to read; null reads all.</param>
    /// <param name="allocate">
    /// Gives the memory for the elements, of just so many bytes, once they are known to be in the file; null for an array. Strings are always in arrays.
    /// </param>
    /// <returns>The tensor, in memory of its own.</returns>
    /// <exception cref="TfKeyedException">There is no such key, a data file is missing or cut off, or a checksum does not fit.</exception>
    public Tensor Read(string key, TensorSlice? slice = null, Func<int, Memory<byte>>? allocate = null)
    {
        string raw = BundleIndex.Raw(key);
        BundleEntry entry = _index.FindRaw(raw) ?? throw TfKeyedException.Unreadable($"there is no variable '{key}'", _index.Path, ModelErrors.CopyAgain);
        string where = $"{_index.Path}, '{key}'";
        if (entry.Slices.Count == 0 && slice is null)
            return ReadWhole(entry, where, allocate);
        TensorSlice target = (slice ?? Whole(entry.Shape)).Within(entry.Shape, where);
        return SliceAssembly.Assemble(entry, target, Parts(entry, raw, target, where), allocate, where);
    }

    /// <summary>The objects that the checkpoint was saved from, with the keys of their values; null in checkpoints of TensorFlow 1.</summary>
    /// <exception cref="TfKeyedException">The graph is damaged.</exception>
    internal TrackableObjectGraph? ReadObjectGraph()
    {
        if (Entry(ObjectGraphKey) is null)
            return null;
        Tensor tensor = Read(ObjectGraphKey);
        if (tensor.Type != DataType.String || tensor.Count != 1)
            throw TableReader.Damaged($"the graph of objects is stored as {tensor}", $"{_index.Path}, '{ObjectGraphKey}'");
        return ProtoFile.Parse(TrackableObjectGraph.Parser, tensor.Strings[0], $"{_index.Path}, '{ObjectGraphKey}'");
    }

    /// <summary>Closes the data files; tensors that were read stay.</summary>
    public void Dispose() => _shards.Dispose();

    private static TensorSlice Whole(TensorShape shape) => new([.. Enumerable.Repeat(SliceExtent.Full, shape.Rank)]);

    private Tensor ReadWhole(BundleEntry entry, string where, Func<int, Memory<byte>>? allocate = null)
    {
        if (entry.Type == DataType.String)
            return BundleStrings.Read(entry, _shards.Read(entry, null, out _).Span, where);
        if (!entry.Type.IsFixedSize())
            throw TfKeyedException.Unreadable(
                $"variables of type {entry.Type.Name()} cannot be read", where, "Exporting needs no reading; to run the model, use TensorFlow as the engine");
        Memory<byte> bytes = _shards.Read(entry, allocate, out uint crc);
        if (Crc32C.Mask(crc) != entry.MaskedCrc)
            throw TableReader.Damaged("the checksum does not fit the content", where);
        return Tensor.FromBytes(entry.Type, entry.Shape, bytes);
    }

    private IEnumerable<(TensorSlice Box, Tensor Tensor)> Parts(BundleEntry entry, string rawKey, TensorSlice target, string where)
    {
        if (entry.Slices.Count == 0)
            return [(Whole(entry.Shape).Within(entry.Shape, where), ReadWhole(entry, where))];
        if (entry.Slices.Count > MaxSlices)
            throw TableReader.Damaged($"the variable is cut into {entry.Slices.Count} slices; {MaxSlices} are possible", where);
        return entry.Slices
            .Select(s => (Slice: s, Box: s.Within(entry.Shape, where)))
            .Where(s => s.Box.Intersect(target) is not null)
            .Select(s => (s.Box, ReadSlice(entry, rawKey, s.Slice, s.Box, where)));
    }

    private Tensor ReadSlice(BundleEntry whole, string rawKey, TensorSlice slice, TensorSlice box, string where)
    {
        BundleEntry part = _index.FindRaw(OrderedCode.SliceKey(rawKey, slice)) ?? throw TableReader.Damaged("a slice of the variable is missing", where);
        if (part.Type != whole.Type || part.Shape != box.Shape() || part.Slices.Count > 0)
            throw TableReader.Damaged($"a slice of the variable is {part.Type.Name()} {part.Shape} where {whole.Type.Name()} {box.Shape()} belongs", where);
        return ReadWhole(part, where);
    }
}
