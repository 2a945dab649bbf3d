using System.Buffers;
using System.Text;

namespace TfKeyedExport.Formats.TextFormat;

/// <summary>Reads words, numbers and strings.</summary>
internal static class ScalarParser
{
    /// <summary>Whether a word may begin with it.</summary>
    public static bool StartsWord(byte c) => c == '_' || char.IsAsciiLetter((char)c);

    /// <summary>Reads a word.</summary>
    public static string Word(ref TextCursor cursor)
    {
        int start = cursor.Offset;
        while (StartsWord(cursor.Current) || char.IsAsciiDigit((char)cursor.Current))
            cursor.Take();
        return Encoding.ASCII.GetString(cursor.Since(start));
    }

    /// <summary>Reads a value.</summary>
    /// <param name="cursor">Where it begins.</param>
    /// <param name="name">The field, for messages.</param>
    /// <exception cref="TextFormatException">There is none.</exception>
    public static TextScalar Read(ref TextCursor cursor, string name)
    {
        if (cursor.Current is (byte)'"' or (byte)'\'')
            return Strings(ref cursor);
        TextPosition start = cursor.Position;
        bool negative = cursor.TakeIf('-');
        if (negative)
            cursor.SkipBlanks();
        string sign = negative ? "-" : "";
        if (StartsWord(cursor.Current))
        {
            string word = Word(ref cursor);
            if (negative && word.ToLowerInvariant() is not ("inf" or "infinity" or "nan"))
                throw new TextFormatException($"'-{word}' is no value", start, "only numbers, inf and nan have a sign; text stands in quotes");
            return Plain(TextScalarKind.Word, sign + word);
        }
        if (cursor.Current == '.' || char.IsAsciiDigit((char)cursor.Current))
            return Plain(TextScalarKind.Number, sign + Number(ref cursor));
        throw cursor.Wrong($"a value of {name} is expected, and there is {cursor.Here()}", "write a number, a word, or text in quotes");
    }

    private static TextScalar Plain(TextScalarKind kind, string text) => new(kind, text, Encoding.ASCII.GetBytes(text));

    private static string Number(ref TextCursor cursor)
    {
        TextPosition position = cursor.Position;
        int start = cursor.Offset;
        bool zero = cursor.Current == '0';
        int whole = Digits(ref cursor);
        bool right;
        if (zero && whole == 1 && cursor.Current is (byte)'x' or (byte)'X')
        {
            cursor.Take();
            right = HexDigits(ref cursor) > 0;
        }
        else
        {
            right = !(zero && whole > 1 && cursor.Since(start).IndexOfAny((byte)'8', (byte)'9') >= 0);
            int parts = cursor.TakeIf('.') ? Digits(ref cursor) : 0;
            right &= whole + parts > 0 && Exponent(ref cursor);
            if (cursor.Current is (byte)'f' or (byte)'F')
                cursor.Take();
        }
        if (!right || cursor.Current == '.' || StartsWord(cursor.Current) || char.IsAsciiDigit((char)cursor.Current))
            throw new TextFormatException($"'{Encoding.ASCII.GetString(cursor.Since(start))}' does not become a number", position, "text stands in quotes");
        return Encoding.ASCII.GetString(cursor.Since(start));
    }

    private static bool Exponent(ref TextCursor cursor)
    {
        if (cursor.Current is not ((byte)'e' or (byte)'E'))
            return true;
        cursor.Take();
        if (cursor.Current is (byte)'+' or (byte)'-')
            cursor.Take();
        return Digits(ref cursor) > 0;
    }

    private static int Digits(ref TextCursor cursor)
    {
        int start = cursor.Offset;
        while (char.IsAsciiDigit((char)cursor.Current))
            cursor.Take();
        return cursor.Offset - start;
    }

    private static int HexDigits(ref TextCursor cursor)
    {
        int start = cursor.Offset;
        while (char.IsAsciiHexDigit((char)cursor.Current))
            cursor.Take();
        return cursor.Offset - start;
    }

    // Strings that stand together are one, so that long ones can be written in lines.
    private static TextScalar Strings(ref TextCursor cursor)
    {
        var bytes = new ArrayBufferWriter<byte>();
        do
        {
            QuotedText.Read(ref cursor, bytes);
            cursor.SkipBlanks();
        }
        while (cursor.Current is (byte)'"' or (byte)'\'');
        return new TextScalar(TextScalarKind.Quoted, Encoding.UTF8.GetString(bytes.WrittenSpan), bytes.WrittenMemory);
    }
}
