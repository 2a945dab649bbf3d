using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace TfKeyedExport.Embedded.Text;

/// <summary>An encoding of Unicode text that models are fed.</summary>
internal enum TextEncoding
{
    /// <summary>UTF-8.</summary>
    Utf8,

    /// <summary>UTF-16, the higher byte first.</summary>
    Utf16,

    /// <summary>UTF-32, the highest byte first.</summary>
    Utf32,

    /// <summary>ISO-8859-1: each byte is the code point.</summary>
    Latin1,

    /// <summary>US-ASCII.</summary>
    Ascii,
}

/// <summary>Reading and writing code points.</summary>
internal static class TextEncodings
{
    /// <summary>The encoding of a name, or null.</summary>
    public static TextEncoding? Find(string name) => name.ToUpperInvariant() switch
    {
        "UTF-8" or "UTF8" => TextEncoding.Utf8,
        "UTF-16-BE" or "UTF-16BE" => TextEncoding.Utf16,
        "UTF-32-BE" or "UTF-32BE" => TextEncoding.Utf32,
        "ISO-8859-1" or "LATIN1" or "LATIN-1" => TextEncoding.Latin1,
        "US-ASCII" or "ASCII" => TextEncoding.Ascii,
        _ => null,
    };

    /// <summary>Reads the first code point of some bytes.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="bytes">The bytes; at least one.</param>
    /// <param name="length">How many of them it takes.</param>
    /// <returns>The code point; -1 if the bytes are not well-formed.</returns>
    public static int Decode(TextEncoding encoding, ReadOnlySpan<byte> bytes, out int length)
    {
        switch (encoding)
        {
            case TextEncoding.Utf8:
                return Rune.DecodeFromUtf8(bytes, out Rune rune, out length) == OperationStatus.Done ? rune.Value : -1;
            case TextEncoding.Utf16:
                return Wide(bytes, out length);
            case TextEncoding.Utf32:
                length = Math.Min(4, bytes.Length);
                return bytes.Length >= 4 && Rune.IsValid(BinaryPrimitives.ReadUInt32BigEndian(bytes)) ? BinaryPrimitives.ReadInt32BigEndian(bytes) : -1;
            default:
                length = 1;
                return encoding == TextEncoding.Ascii && bytes[0] > 0x7F ? -1 : bytes[0];
        }
    }

    /// <summary>Writes a code point; what is none becomes the replacement character.</summary>
    /// <returns>The number of bytes: at most four.</returns>
    public static int Encode(TextEncoding encoding, int codePoint, Span<byte> target)
    {
        int valid = Rune.IsValid(codePoint) ? codePoint : Utf8.Replacement;
        switch (encoding)
        {
            case TextEncoding.Utf8:
                return Utf8.Encode(valid, target);
            case TextEncoding.Utf32:
                BinaryPrimitives.WriteInt32BigEndian(target, valid);
                return 4;
            default:
                Span<char> units = stackalloc char[2];
                int count = new Rune(valid).EncodeToUtf16(units);
                for (int i = 0; i < count; i++)
                    BinaryPrimitives.WriteUInt16BigEndian(target[(2 * i)..], units[i]);
                return 2 * count;
        }
    }

    private static int Wide(ReadOnlySpan<byte> bytes, out int length)
    {
        length = Math.Min(2, bytes.Length);
        if (bytes.Length < 2)
            return -1;
        char first = (char)BinaryPrimitives.ReadUInt16BigEndian(bytes);
        if (!char.IsSurrogate(first))
            return first;
        if (bytes.Length < 4 || !char.IsHighSurrogate(first))
        {
            // A half at the very end takes what is left with it.
            length = char.IsHighSurrogate(first) && bytes.Length < 4 ? bytes.Length : 2;
            return -1;
        }
        char second = (char)BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        if (!char.IsLowSurrogate(second))
            return -1;
        length = 4;
        return char.ConvertToUtf32(first, second);
    }
}
