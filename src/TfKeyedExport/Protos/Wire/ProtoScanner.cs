using System.Text;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Protos.Wire;

/// <summary>Finds one field of a serialized message without parsing the rest of it.</summary>
internal static class ProtoScanner
{
    /// <summary>The last occurrence of a length-delimited field, or nothing if it is absent.</summary>
    /// <returns>Whether the message could be walked to its end.</returns>
    public static bool TryFindField(ReadOnlySpan<byte> message, int number, out ReadOnlySpan<byte> value)
    {
        value = default;
        var fields = new ProtoFields(message);
        while (fields.Next())
        {
            if (fields.Number == number)
                value = fields.Bytes;
        }
        return !fields.IsDamaged;
    }

    /// <summary>A message's string field; empty if it is absent.</summary>
    /// <exception cref="TfKeyedException">The message is damaged.</exception>
    public static string Text(ReadOnlySpan<byte> message, int number, string where) => TryFindField(message, number, out ReadOnlySpan<byte> value)
        ? Encoding.UTF8.GetString(value)
        : throw TfKeyedException.Unreadable("a serialized message is damaged", where, ModelErrors.CopyAgain);

    /// <summary>Takes a varint of up to 64 bits off the front.</summary>
    public static bool TryReadVarint(ref ReadOnlySpan<byte> source, out ulong value)
    {
        // Most are of one byte.
        if (!source.IsEmpty && source[0] < 0x80)
        {
            value = source[0];
            source = source[1..];
            return true;
        }
        value = 0;
        for (int i = 0, shift = 0; i < source.Length && shift < 64; i++, shift += 7)
        {
            value |= (ulong)(source[i] & 0x7F) << shift;
            if (source[i] < 0x80)
            {
                source = source[(i + 1)..];
                return true;
            }
        }
        return false;
    }
}
