using TfKeyedExport.Errors;

namespace TfKeyedExport.Protos.Wire;

/// <summary>An entry of a serialized map, as it stands in the file.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
internal readonly record struct MapEntry(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value)
{
    private const int KeyField = 1;
    private const int ValueField = 2;

    /// <summary>Reads an entry; what is missing in it is empty.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="where">Where it stands, for errors.</param>
    /// <exception cref="TfKeyedException">It is damaged, or has two values, which parsers would join or choose from.</exception>
    public static MapEntry Read(ReadOnlyMemory<byte> entry, string where)
    {
        ReadOnlyMemory<byte> key = default, value = default;
        bool hasValue = false;
        var fields = new ProtoFields(entry.Span);
        while (fields.Next())
        {
            if (fields.Number == KeyField)
                key = entry.Slice(fields.Start, fields.Bytes.Length);
            else if (fields.Number == ValueField && hasValue)
                throw Damaged(where);
            else if (fields.Number == ValueField)
                (hasValue, value) = (true, entry.Slice(fields.Start, fields.Bytes.Length));
        }
        if (fields.IsDamaged)
            throw Damaged(where);
        return new MapEntry(key, value);

        static TfKeyedException Damaged(string where) => TfKeyedException.Unreadable("an entry of a map is damaged", where, ModelErrors.CopyAgain);
    }
}
