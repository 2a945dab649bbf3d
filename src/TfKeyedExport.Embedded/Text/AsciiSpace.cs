namespace TfKeyedExport.Embedded.Text;

/// <summary>White space in C's sense: blank, tab, line feed, vertical tab, form feed, carriage return.</summary>
internal static class AsciiSpace
{
    /// <summary>Whether a byte is white space.</summary>
    public static bool Is(byte b) => b is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r');

    /// <summary>The text without white space in front.</summary>
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && Is(text[0]))
            text = text[1..];
        return text;
    }

    /// <summary>The text without white space at both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        text = TrimStart(text);
        while (!text.IsEmpty && Is(text[^1]))
            text = text[..^1];
        return text;
    }
}
