namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>What stands behind a backslash in a string, and what it says.</summary>
internal static class Escapes
{
    /// <summary>Writes what a string says.</summary>
    /// <param name="raw">The string's inside, checked.</param>
    /// <param name="destination">At least as long.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        int written = 0;
        while (true)
        {
            int plain = raw.IndexOf((byte)'\\');
            if (plain < 0)
            {
                raw.CopyTo(destination[written..]);
                return written + raw.Length;
            }
            raw[..plain].CopyTo(destination[written..]);
            written += plain;
            byte escape = raw[plain + 1];
            if (escape != 'u')
            {
                destination[written++] = Simple(escape);
                raw = raw[(plain + 2)..];
                continue;
            }
            int code = Hex(raw, plain + 2);
            raw = raw[(plain + 6)..];
            if (IsHighSurrogate(code))
            {
                code = 0x10000 + ((code - 0xD800) << 10) + (Hex(raw, 2) - 0xDC00);
                raw = raw[6..];
            }
            written += Encode(code, destination[written..]);
        }
    }

    /// <summary>Checks an escape.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place of its backslash.</param>
    /// <returns>The place behind it.</returns>
    public static int Check(ReadOnlySpan<byte> text, int at)
    {
        byte escape = Bytes.At(text, at + 1);
        if (escape != 'u')
        {
            if (Simple(escape) == 0)
                SyntaxError.Throw(SyntaxError.Escape, at);
            return at + 2;
        }
        int code = Hex(text, at + 2);
        if (code < 0)
            SyntaxError.Throw(SyntaxError.Hex, at);
        // A low surrogate alone is let through, and becomes three bytes.
        if (!IsHighSurrogate(code))
            return at + 6;
        if (Bytes.At(text, at + 6) != '\\' || Bytes.At(text, at + 7) != 'u')
            SyntaxError.Throw(SyntaxError.Surrogate, at);
        int low = Hex(text, at + 8);
        if (low < 0)
            SyntaxError.Throw(SyntaxError.Hex, at);
        if (low is < 0xDC00 or > 0xDFFF)
            SyntaxError.Throw(SyntaxError.Surrogate, at);
        return at + 12;
    }

    private static bool IsHighSurrogate(int code) => code is >= 0xD800 and <= 0xDBFF;

    private static int Hex(ReadOnlySpan<byte> text, int at)
    {
        int code = 0;
        for (int i = 0; i < 4; i++)
        {
            byte digit = Bytes.At(text, at + i);
            if (!char.IsAsciiHexDigit((char)digit))
                return -1;
            code = code << 4 | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }
        return code;
    }

    private static byte Simple(byte escape) => escape switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => escape,
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => 0,
    };

    private static int Encode(int code, Span<byte> destination)
    {
        if (code < 0x80)
        {
            destination[0] = (byte)code;
            return 1;
        }
        if (code < 0x800)
        {
            destination[0] = (byte)(0xC0 | code >> 6);
            destination[1] = (byte)(0x80 | code & 0x3F);
            return 2;
        }
        if (code < 0x10000)
        {
            destination[0] = (byte)(0xE0 | code >> 12);
            destination[1] = (byte)(0x80 | code >> 6 & 0x3F);
            destination[2] = (byte)(0x80 | code & 0x3F);
            return 3;
        }
        destination[0] = (byte)(0xF0 | code >> 18);
        destination[1] = (byte)(0x80 | code >> 12 & 0x3F);
        destination[2] = (byte)(0x80 | code >> 6 & 0x3F);
        destination[3] = (byte)(0x80 | code & 0x3F);
        return 4;
    }
}
