using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Where in serialized <c>tf.train.Example</c>s each wanted feature lies.</summary>
internal readonly ref struct ParsedRows
{
    private const uint FeaturesTag = 0x0A;
    private const uint EntryTag = 0x0A;
    private const uint KeyTag = 0x0A;
    private const uint ValueTag = 0x12;
    private readonly StringBuffer _serialized;
    private readonly NameIndex _names;
    private readonly StringBuffer? _rowNames;
    private readonly Span<int> _places;

    /// <summary>Finds the features of all rows.</summary>
    /// <param name="serialized">The examples.</param>
    /// <param name="names">The wanted features.</param>
    /// <param name="rowNames">A name of each example for messages, or null.</param>
    /// <param name="places">Room for two numbers for each row and feature.</param>
    /// <exception cref="TfKeyedException">An example cannot be read.</exception>
    public ParsedRows(StringBuffer serialized, NameIndex names, StringBuffer? rowNames, Span<int> places)
    {
        _serialized = serialized;
        _names = names;
        _rowNames = rowNames;
        _places = places;
        places.Fill(-1);
        for (int row = 0; row < Count; row++)
        {
            ReadOnlySpan<byte> bytes = serialized[row];
            if (!TryExample(bytes, row))
                throw KernelContext.Error($"{RowName(row)}: the bytes are not a serialized tf.train.Example");
        }
    }

    /// <summary>The number of rows.</summary>
    public int Count => _serialized.Count;

    /// <summary>A feature's values in a row; without a type if the row does not have the feature.</summary>
    /// <exception cref="TfKeyedException">They cannot be read or have another type.</exception>
    public FeatureList Values(int row, int feature, DataType type)
    {
        int at = ((row * _names.Count) + feature) * 2;
        if (_places[at] < 0)
            return default;
        if (!FeatureList.TryRead(_serialized[row], _places[at], _places[at + 1], out FeatureList list))
            throw Unreadable(row, feature);
        if (list.Type != DataType.Invalid && list.Type != type)
            throw KernelContext.Error($"{Place(row, feature)}: Data types don't match. Data type: {list.Type.Name()} but expected type: {type.Name()}");
        return list;
    }

    /// <summary>The error about a feature that cannot be read.</summary>
    public TfKeyedException Unreadable(int row, int feature) =>
        KernelContext.Error($"{Place(row, feature)}: the values cannot be read");

    /// <summary>A row and a feature, for messages.</summary>
    public string Place(int row, int feature) => $"{RowName(row)}, feature {Encoding.UTF8.GetString(_names[feature])}";

    private string RowName(int row) =>
        _rowNames is null ? $"example {row}" : $"example {Encoding.UTF8.GetString(_rowNames[row])}";

    private bool TryExample(ReadOnlySpan<byte> bytes, int row)
    {
        var reader = new WireReader(bytes, 0, bytes.Length);
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out uint tag))
                return false;
            bool read = tag == FeaturesTag
                ? reader.TryDelimited(out int start, out int length) && TryFeatures(bytes, start, length, row)
                : reader.TrySkip(tag);
            if (!read)
                return false;
        }
        return true;
    }

    private bool TryFeatures(ReadOnlySpan<byte> bytes, int start, int length, int row)
    {
        var reader = new WireReader(bytes, start, length);
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out uint tag))
                return false;
            bool read = tag == EntryTag
                ? reader.TryDelimited(out int entry, out int entryLength) && TryEntry(bytes, entry, entryLength, row)
                : reader.TrySkip(tag);
            if (!read)
                return false;
        }
        return true;
    }

    private bool TryEntry(ReadOnlySpan<byte> bytes, int start, int length, int row)
    {
        var reader = new WireReader(bytes, start, length);
        int key = start, keyLength = 0, value = start, valueLength = -1;
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out uint tag))
                return false;
            bool read = tag switch
            {
                KeyTag => reader.TryDelimited(out key, out keyLength),
                ValueTag => reader.TryDelimited(out value, out valueLength),
                _ => reader.TrySkip(tag),
            };
            if (!read)
                return false;
        }
        if (valueLength < 0)
            return false;
        int feature = _names.Find(bytes.Slice(key, keyLength));
        if (feature < 0)
            return true;
        // As in every map of a protocol buffer, the last entry of a key counts.
        int at = ((row * _names.Count) + feature) * 2;
        _places[at] = value;
        _places[at + 1] = valueLength;
        return true;
    }
}
