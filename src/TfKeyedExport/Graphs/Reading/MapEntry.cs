using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Graphs.Reading;

/// <summary>An entry of a serialized map, as it stands in the file.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
internal readonly record struct MapEntry(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value)
{
    private const int KeyField = 1;
    private const int ValueField = 2;

    /// <summary>Reads an entry; what is damaged or missing in it is empty.</summary>
    /// <exception cref="TfKeyedException">It has two values, which parsers would join or choose from.</exception>
    public static MapEntry Read(ReadOnlyMemory<byte> entry)
    {
        ReadOnlyMemory<byte> key = default, value = default;
        bool hasValue = false;
        var fields = new ProtoFields(entry.Span);
        while (fields.Next())
        {
            if (fields.Number == KeyField)
                key = entry.Slice(fields.Start, fields.Bytes.Length);
            else if (fields.Number == ValueField && hasValue)
                throw TfKeyedException.Unreadable("an entry of a map has two values", null, ModelErrors.CopyAgain);
            else if (fields.Number == ValueField)
                (hasValue, value) = (true, entry.Slice(fields.Start, fields.Bytes.Length));
        }
        return new MapEntry(key, value);
    }
}
