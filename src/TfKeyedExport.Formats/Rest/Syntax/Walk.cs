using System.Buffers;

namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>Going through text whose syntax was checked.</summary>
internal static class Walk
{
    private static readonly SearchValues<byte> Brackets = SearchValues.Create("[]{}\""u8);

    /// <summary>The place behind a value.</summary>
    public static int Skip(ReadOnlySpan<byte> text, int at)
    {
        byte first = text[at];
        if (first == '"')
            return StringSyntax.End(text, at + 1, out _) + 1;
        if (first is (byte)'{' or (byte)'[')
            return SkipContainer(text, at);
        while (Bytes.At(text, at) is not (0 or (byte)',' or (byte)']' or (byte)'}' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            at++;
        return at;
    }

    /// <summary>The place of a list's first value or an object's first name; that of the closing bracket if there is none.</summary>
    public static int Enter(ReadOnlySpan<byte> text, int at) => Bytes.SkipBlanks(text, at + 1);

    /// <summary>Goes on behind a value: to the next one, or to the bracket that closes the container.</summary>
    public static int Next(ReadOnlySpan<byte> text, int at)
    {
        at = Bytes.SkipBlanks(text, at);
        return text[at] == ',' ? Bytes.SkipBlanks(text, at + 1) : at;
    }

    /// <summary>Reads a member's name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place of its first quotation mark; becomes the place of the value.</param>
    /// <param name="escaped">Whether it has escapes.</param>
    /// <returns>The name's inside.</returns>
    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> text, scoped ref int at, out bool escaped)
    {
        int start = at + 1;
        int end = StringSyntax.End(text, start, out escaped);
        at = Bytes.SkipBlanks(text, Bytes.SkipBlanks(text, end + 1) + 1);
        return text[start..end];
    }

    /// <summary>Whether a value is <c>{"b64": "..."}</c> and nothing more.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The value's place.</param>
    /// <param name="encoded">The place of the string in it.</param>
    public static bool IsBase64(ReadOnlySpan<byte> text, int at, out int encoded)
    {
        encoded = at;
        if (text[at] != '{')
            return false;
        encoded = Enter(text, at);
        // Most objects are rows, whose first name tells at once.
        if (text[encoded] == '}' || text[encoded + 1] is not ((byte)'b' or (byte)'\\'))
            return false;
        ReadOnlySpan<byte> name = Name(text, ref encoded, out bool escaped);
        if (text[encoded] != '"' || !Names.Equal(name, escaped, "b64"u8))
            return false;
        return text[Bytes.SkipBlanks(text, Skip(text, encoded))] == '}';
    }

    private static int SkipContainer(ReadOnlySpan<byte> text, int at)
    {
        int depth = 1;
        at++;
        while (true)
        {
            at += text[at..].IndexOfAny(Brackets);
            switch (text[at])
            {
                case (byte)'"':
                    at = StringSyntax.End(text, at + 1, out _) + 1;
                    break;
                case (byte)'[' or (byte)'{':
                    depth++;
                    at++;
                    break;
                default:
                    at++;
                    if (--depth == 0)
                        return at;
                    break;
            }
        }
    }
}
