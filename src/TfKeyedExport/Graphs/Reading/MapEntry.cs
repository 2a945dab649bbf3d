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
    public static MapEntry Read(ReadOnlyMemory<byte> entry)
    {
        ReadOnlyMemory<byte> key = default, value = default;
        var fields = new ProtoFields(entry.Span);
        while (fields.Next())
        {
            if (fields.Number == KeyField)
                key = entry.Slice(fields.Start, fields.Bytes.Length);
            else if (fields.Number == ValueField)
                value = entry.Slice(fields.Start, fields.Bytes.Length);
        }
        return new MapEntry(key, value);
    }
}
