namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>Checks the syntax of values as TF Serving's parser does, without making anything of them.</summary>
internal static class DocumentSyntax
{
    /// <summary>Checks one value and finds its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place of its first byte, which is no blank.</param>
    /// <returns>The place behind it.</returns>
    public static int CheckValue(ReadOnlySpan<byte> text, int at)
    {
        switch (Bytes.At(text, at))
        {
            case (byte)'{' or (byte)'[':
                return CheckContainer(text, at);
            case (byte)']' or (byte)'}' or (byte)',' or (byte)':':
                SyntaxError.Throw(SyntaxError.Value, at);
                return at;
            default:
                return CheckScalar(text, at);
        }
    }

    /// <summary>Checks a member's name and what stands up to its value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place where the name has to begin.</param>
    /// <param name="nameEnd">The place behind the name.</param>
    /// <returns>The place of the value.</returns>
    public static int CheckName(ReadOnlySpan<byte> text, int at, out int nameEnd)
    {
        if (Bytes.At(text, at) != '"')
            SyntaxError.Throw(SyntaxError.Name, at);
        nameEnd = StringSyntax.Check(text, at);
        at = Bytes.SkipBlanks(text, nameEnd);
        if (Bytes.At(text, at) != ':')
            SyntaxError.Throw(SyntaxError.Colon, at);
        return Bytes.SkipBlanks(text, at + 1);
    }

    private static int CheckContainer(ReadOnlySpan<byte> text, int at)
    {
        Span<ulong> levels = stackalloc ulong[8];
        var open = new NestingBits(levels);
        try
        {
            bool isObject = text[at] == '{';
            while (true)
            {
                // Here at is the bracket that opens a container.
                open.Push(isObject);
                at = Bytes.SkipBlanks(text, at + 1);
                bool wantsValue = Bytes.At(text, at) != (isObject ? '}' : ']');
                while (true)
                {
                    if (wantsValue)
                    {
                        if (isObject)
                            at = CheckName(text, at, out _);
                        byte first = Bytes.At(text, at);
                        if (first is (byte)'{' or (byte)'[')
                        {
                            isObject = first == '{';
                            break;
                        }
                        at = isObject ? Bytes.SkipBlanks(text, CheckScalar(text, at)) : CheckElements(text, at);
                        if (at < 0)
                        {
                            at = -at;
                            isObject = text[at] == '{';
                            break;
                        }
                    }
                    if (Bytes.At(text, at) == ',')
                    {
                        at = Bytes.SkipBlanks(text, at + 1);
                        wantsValue = true;
                        continue;
                    }
                    if (Bytes.At(text, at) != (isObject ? '}' : ']'))
                        SyntaxError.Throw(isObject ? SyntaxError.ObjectComma : SyntaxError.ArrayComma, at);
                    at++;
                    if (open.Depth == 1)
                        return at;
                    isObject = open.Pop();
                    at = Bytes.SkipBlanks(text, at);
                    wantsValue = false;
                }
            }
        }
        finally
        {
            open.Dispose();
        }
    }

    // Elements of a list up to the place behind them; less than zero is the place of a container among them.
    private static int CheckElements(ReadOnlySpan<byte> text, int at)
    {
        while (true)
        {
            at = CheckScalar(text, at);
            at = Bytes.SkipBlanks(text, at);
            if (Bytes.At(text, at) != ',')
                return at;
            at = Bytes.SkipBlanks(text, at + 1);
            if (Bytes.At(text, at) is (byte)'{' or (byte)'[')
                return -at;
        }
    }

    private static int CheckScalar(ReadOnlySpan<byte> text, int at)
    {
        byte first = Bytes.At(text, at);
        if ((uint)(first - '0') <= 9)
            return NumberSyntax.Check(text, at);
        switch (first)
        {
            case (byte)'"': return StringSyntax.Check(text, at);
            case (byte)'t': return CheckWord(text, at, "true"u8);
            case (byte)'f': return CheckWord(text, at, "false"u8);
            case (byte)'n': return CheckWord(text, at, "null"u8);
            case 0 or (byte)']' or (byte)'}' or (byte)',' or (byte)':':
                SyntaxError.Throw(SyntaxError.Value, at);
                return at;
            default: return NumberSyntax.Check(text, at);
        }
    }

    private static int CheckWord(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> word)
    {
        for (int i = 1; i < word.Length; i++)
        {
            if (Bytes.At(text, at + i) != word[i])
                SyntaxError.Throw(SyntaxError.Value, at + i);
        }
        return at + word.Length;
    }
}
