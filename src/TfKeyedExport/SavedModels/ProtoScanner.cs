using System.Text;
using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels;

/// <summary>Finds one field of a serialized message without parsing the rest of it.</summary>
internal static class ProtoScanner
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    /// <summary>The last occurrence of a length-delimited field, or nothing if it is absent.</summary>
    /// <returns>Whether the message could be walked to its end.</returns>
    public static bool TryFindField(ReadOnlySpan<byte> message, int number, out ReadOnlySpan<byte> value)
    {
        value = default;
        while (!message.IsEmpty)
        {
            if (!TryReadVarint(ref message, out ulong tag) || tag >> 3 == 0)
                return false;
            switch ((int)(tag & 7))
            {
                case Varint:
                    if (!TryReadVarint(ref message, out _))
                        return false;
                    break;
                case Fixed64:
                case Fixed32:
                    int size = (tag & 7) == Fixed32 ? 4 : 8;
                    if (message.Length < size)
                        return false;
                    message = message[size..];
                    break;
                case LengthDelimited:
                    if (!TryReadVarint(ref message, out ulong length) || length > (ulong)message.Length)
                        return false;
                    if (tag >> 3 == (ulong)number)
                        value = message[..(int)length];
                    message = message[(int)length..];
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    /// <summary>A message's string field; empty if it is absent.</summary>
    /// <exception cref="TfKeyedException">The message is damaged.</exception>
    public static string Text(ReadOnlySpan<byte> message, int number, string where) => TryFindField(message, number, out ReadOnlySpan<byte> value)
        ? Encoding.UTF8.GetString(value)
        : throw TfKeyedException.Unreadable("a serialized message is damaged", where, ModelErrors.CopyAgain);

    /// <summary>Takes a varint of up to 64 bits off the front.</summary>
    public static bool TryReadVarint(ref ReadOnlySpan<byte> source, out ulong value)
    {
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
