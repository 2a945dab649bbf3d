using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Where in serialized <c>tf.train.SequenceExample</c>s each wanted feature list lies.</summary>
internal readonly ref struct SequenceFeatures
{
    private const uint ListsTag = 0x12;
    private const uint EntryTag = 0x0A;
    private const uint KeyTag = 0x0A;
    private const uint ValueTag = 0x12;
    private const uint FeatureTag = 0x0A;
    private readonly StringBuffer _serialized;
    private readonly NameIndex _names;
    private readonly Span<int> _places;

    /// <summary>Finds the feature lists of all rows.</summary>
    /// <param name="serialized">The examples.</param>
    /// <param name="names">The wanted lists.</param>
    /// <param name="places">Room for two numbers for each row and list.</param>
    public SequenceFeatures(StringBuffer serialized, NameIndex names, Span<int> places)
    {
        _serialized = serialized;
        _names = names;
        _places = places;
        places.Fill(-1);
        for (int row = 0; row < Count; row++)
        {
            if (!TryExample(serialized[row], row))
                throw KernelContext.Error($"example {row}: the bytes are not a serialized tf.train.SequenceExample");
        }
    }

    /// <summary>The number of rows.</summary>
    public int Count => _serialized.Count;

    /// <summary>Whether a row has a list.</summary>
    public bool Has(int row, int list) => _places[((row * _names.Count) + list) * 2] >= 0;

    /// <summary>The features of a list, one after the other.</summary>
    public WireReader Features(int row, int list)
    {
        int at = ((row * _names.Count) + list) * 2;
        return _places[at] < 0 ? new WireReader(_serialized[row], 0, 0) : new WireReader(_serialized[row], _places[at], _places[at + 1]);
    }

    /// <summary>Reads the next feature of a list.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryNext(ref WireReader features, int row, int list, DataType type, out FeatureList values)
    {
        values = default;
        while (!features.AtEnd)
        {
            if (!features.TryTag(out uint tag))
                throw Unreadable(row, list);
            if (tag != FeatureTag)
            {
                if (!features.TrySkip(tag))
                    throw Unreadable(row, list);
                continue;
            }
            if (!features.TryDelimited(out int start, out int length) || !FeatureList.TryRead(_serialized[row], start, length, out values))
                throw Unreadable(row, list);
            if (values.Type != DataType.Invalid && values.Type != type)
                throw KernelContext.Error($"{Place(row, list)}: Data types don't match. Data type: {values.Type.Name()} but expected type: {type.Name()}");
            return true;
        }
        return false;
    }

    /// <summary>The error about a list that cannot be read.</summary>
    public Exception Unreadable(int row, int list) => KernelContext.Error($"{Place(row, list)}: the values cannot be read");

    /// <summary>A row and a list, for messages.</summary>
    public string Place(int row, int list) => $"example {row}, feature list {Encoding.UTF8.GetString(_names[list])}";

    private bool TryExample(ReadOnlySpan<byte> bytes, int row)
    {
        var reader = new WireReader(bytes, 0, bytes.Length);
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out uint tag))
                return false;
            bool read = tag == ListsTag ? reader.TryDelimited(out int start, out int length) && TryLists(bytes, start, length, row) : reader.TrySkip(tag);
            if (!read)
                return false;
        }
        return true;
    }

    private bool TryLists(ReadOnlySpan<byte> bytes, int start, int length, int row)
    {
        var reader = new WireReader(bytes, start, length);
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out uint tag))
                return false;
            bool read = tag == EntryTag ? reader.TryDelimited(out int entry, out int size) && TryEntry(bytes, entry, size, row) : reader.TrySkip(tag);
            if (!read)
                return false;
        }
        return true;
    }

    private bool TryEntry(ReadOnlySpan<byte> bytes, int start, int length, int row)
    {
        var reader = new WireReader(bytes, start, length);
        int key = start, keyLength = 0, value = start, valueLength = 0;
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
        int list = _names.Find(bytes.Slice(key, keyLength));
        if (list < 0)
            return true;
        int at = ((row * _names.Count) + list) * 2;
        (_places[at], _places[at + 1]) = (value, valueLength);
        return true;
    }
}
