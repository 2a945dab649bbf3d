using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>
/// Where in serialized examples the wanted entries of a map lie: of <c>tf.train.Features</c> or of <c>tf.train.FeatureLists</c>, each of which is a message
/// that holds a map from names and nothing else.
/// </summary>
internal readonly ref struct FeatureMap
{
    private const uint EntryTag = 0x0A;
    private const uint KeyTag = 0x0A;
    private const uint ValueTag = 0x12;
    private readonly StringBuffer _serialized;
    private readonly NameIndex _names;
    private readonly Span<int> _places;

    /// <summary>Nothing is found yet.</summary>
    /// <param name="serialized">The examples.</param>
    /// <param name="names">The wanted entries.</param>
    /// <param name="places">Room for two numbers for each row and entry.</param>
    public FeatureMap(StringBuffer serialized, NameIndex names, Span<int> places)
    {
        _serialized = serialized;
        _names = names;
        _places = places;
        places.Fill(-1);
    }

    /// <summary>The number of rows.</summary>
    public int Count => _serialized.Count;

    /// <summary>Finds the entries of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="mapTag">The tag of the example's field that holds the map.</param>
    /// <param name="needsValues">Whether an entry without a value is damage; else its value is empty.</param>
    /// <returns>Whether the example could be read.</returns>
    public bool TryFind(int row, uint mapTag, bool needsValues)
    {
        ReadOnlySpan<byte> bytes = _serialized[row];
        var example = new WireReader(bytes, 0, bytes.Length);
        while (example.TryNext(mapTag, out int map, out int mapLength))
        {
            var entries = new WireReader(bytes, map, mapLength);
            while (entries.TryNext(EntryTag, out int entry, out int length))
            {
                if (!TryEntry(bytes, entry, length, row, needsValues))
                    return false;
            }
            if (entries.IsDamaged)
                return false;
        }
        return !example.IsDamaged;
    }

    /// <summary>Where an entry's value lies in its row.</summary>
    /// <returns>Whether the row has the entry.</returns>
    public bool TryGet(int row, int entry, out int start, out int length)
    {
        int at = PlaceOf(row, entry);
        (start, length) = (_places[at], _places[at + 1]);
        return start >= 0;
    }

    /// <summary>A row's bytes.</summary>
    public ReadOnlySpan<byte> Row(int row) => _serialized[row];

    /// <summary>The name of an entry, as bytes.</summary>
    public ReadOnlySpan<byte> Name(int entry) => _names[entry];

    private int PlaceOf(int row, int entry) => ((row * _names.Count) + entry) * 2;

    private bool TryEntry(ReadOnlySpan<byte> bytes, int start, int length, int row, bool needsValue)
    {
        var reader = new WireReader(bytes, start, length);
        int key = start, keyLength = 0, value = start, valueLength = needsValue ? -1 : 0;
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
        int entry = _names.Find(bytes.Slice(key, keyLength));
        if (entry < 0)
            return true;
        // As in every map of a protocol buffer, the last entry of a key counts.
        int at = PlaceOf(row, entry);
        _places[at] = value;
        _places[at + 1] = valueLength;
        return true;
    }
}
