using System.Buffers;
using System.Text;

namespace TfKeyedExport.Formats.TextFormat;

/// <summary>Reads text in quotes, and what is written with a backslash in it.</summary>
internal static class QuotedText
{
    private const string Escapes = "a backslash is written twice; others are \\n \\r \\t \\\" \\' \\x41 \\101 \\u00e9";

    /// <summary>Reads one string from quote to quote.</summary>
    /// <param name="cursor">At the first quote.</param>
    /// <param name="bytes">Takes what it stands for.</param>
    /// <exception cref="TextFormatException">It does not end on its line, or something in it is no escape.</exception>
    public static void Read(ref TextCursor cursor, ArrayBufferWriter<byte> bytes)
    {
        TextPosition start = cursor.Position;
        byte quote = cursor.Take();
        while (true)
        {
            if (cursor.IsAtEnd || cursor.Current == '\n')
                throw new TextFormatException("the text in quotes does not end on its line", start, $"close it with {(char)quote}; a line break is \\n");
            TextPosition position = cursor.Position;
            byte c = cursor.Take();
            if (c == quote)
                return;
            if (c == '\\')
                Escape(ref cursor, bytes, position);
            else
                Append(bytes, c);
        }
    }

    private static void Escape(ref TextCursor cursor, ArrayBufferWriter<byte> bytes, TextPosition position)
    {
        byte c = cursor.Current;
        if (c is >= (byte)'0' and <= (byte)'7')
        {
            int value = Value(ref cursor, 8, 3, out _);
            if (value > byte.MaxValue)
                throw new TextFormatException("the number behind the backslash is more than a byte", position, Escapes);
            Append(bytes, (byte)value);
            return;
        }
        if (cursor.IsAtEnd || c == '\n')
            throw new TextFormatException("nothing stands behind the backslash", position, Escapes);
        cursor.Take();
        switch ((char)c)
        {
            case 'x' or 'X':
                int value = Value(ref cursor, 16, 2, out int digits);
                Append(bytes, digits > 0 ? (byte)value : throw new TextFormatException("a hexadecimal number is missing behind \\x", position, Escapes));
                break;
            case 'u' or 'U':
                Rune(ref cursor, bytes, c == 'u' ? 4 : 8, position);
                break;
            default:
                Append(bytes, Single(c) ?? throw new TextFormatException("what stands behind the backslash has no meaning", position, Escapes));
                break;
        }
    }

    private static byte? Single(byte c) => (char)c switch
    {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '?' or '\\' or '\'' or '"' => c,
        _ => null,
    };

    // A character beyond the first 65,536 may be written as the two halves that UTF-16 has for it.
    private static void Rune(ref TextCursor cursor, ArrayBufferWriter<byte> bytes, int wanted, TextPosition position)
    {
        int value = Value(ref cursor, 16, wanted, out int digits);
        bool right = digits == wanted;
        if (right && wanted == 4 && value is >= 0xD800 and <= 0xDBFF)
        {
            right = cursor.TakeIf('\\') && cursor.TakeIf('u');
            int low = right ? Value(ref cursor, 16, 4, out digits) : 0;
            right &= digits == 4 && low is >= 0xDC00 and <= 0xDFFF;
            value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
        }
        if (!right || !System.Text.Rune.IsValid(value))
            throw new TextFormatException($"\\{(wanted == 4 ? 'u' : 'U')} needs {wanted} hexadecimal digits of a character", position, Escapes);
        int length = new Rune(value).EncodeToUtf8(bytes.GetSpan(4));
        bytes.Advance(length);
    }

    private static int Value(ref TextCursor cursor, int radix, int most, out int digits)
    {
        int value = 0;
        for (digits = 0; digits < most && IsDigit(cursor.Current, radix); digits++)
            value = unchecked((value * radix) + Convert.ToInt32(((char)cursor.Take()).ToString(), 16));
        return value;
    }

    private static bool IsDigit(byte c, int radix) => radix == 8 ? c is >= (byte)'0' and <= (byte)'7' : char.IsAsciiHexDigit((char)c);

    private static void Append(ArrayBufferWriter<byte> bytes, byte value)
    {
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
    }
}
