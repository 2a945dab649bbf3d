using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using TfKeyedExport.Protos.Wire;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Writes tf.Examples as JSON, with both spellings of names and of integers.</summary>
internal static class ExampleJson
{
    /// <summary>The JSON of an example that <see cref="ExampleWriter"/> wrote.</summary>
    /// <param name="serialized">Its serialized form.</param>
    /// <param name="dice">Chooses spellings.</param>
    public static byte[] Write(byte[] serialized, Dice dice)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            var example = new ProtoFields(serialized);
            if (example.Next() && example.Number == 1)
            {
                json.WriteStartObject("features"u8);
                json.WriteStartObject("feature"u8);
                var features = new ProtoFields(example.Bytes);
                while (features.Next())
                    WriteFeature(json, features.Bytes, dice);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return text.WrittenSpan.ToArray();
    }

    private static void WriteFeature(Utf8JsonWriter json, ReadOnlySpan<byte> bytes, Dice dice)
    {
        var entry = new ProtoFields(bytes);
        entry.Next();
        json.WriteStartObject(entry.Bytes);
        entry.Next();
        var feature = new ProtoFields(entry.Bytes);
        if (feature.Next())
        {
            string[] names = feature.Number switch
            {
                1 => ["bytesList", "bytes_list"],
                2 => ["floatList", "float_list"],
                _ => ["int64List", "int64_list"],
            };
            json.WriteStartObject(dice.Pick(names));
            json.WriteStartArray("value"u8);
            WriteValues(json, feature.Number, feature.Bytes, dice);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, int kind, ReadOnlySpan<byte> list, Dice dice)
    {
        var values = new ProtoFields(list);
        while (values.Next())
        {
            ReadOnlySpan<byte> rest = values.Bytes;
            if (kind == 1)
                json.WriteBase64StringValue(rest);
            while (kind == 2 && !rest.IsEmpty)
            {
                WriteFloat(json, BinaryPrimitives.ReadSingleLittleEndian(rest));
                rest = rest[sizeof(float)..];
            }
            while (kind == 3 && ProtoScanner.TryReadVarint(ref rest, out ulong value))
                WriteInteger(json, (long)value, asText: dice.Next(2) == 0);
        }
    }

    private static void WriteFloat(Utf8JsonWriter json, float value)
    {
        if (float.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(float.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    private static void WriteInteger(Utf8JsonWriter json, long value, bool asText)
    {
        if (asText)
            json.WriteStringValue(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        else
            json.WriteNumberValue(value);
    }
}
