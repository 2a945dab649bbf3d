namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>What errors quote of texts, whose length a stranger decides: not more than this of one.</summary>
internal static class Shortened
{
    /// <summary>What stands for the rest.</summary>
    public static ReadOnlySpan<byte> Mark => "..."u8;

    private const int Most = 4096;

    /// <summary>Whether something of it is left out.</summary>
    public static bool IsLong(ReadOnlySpan<byte> text) => text.Length > Most;

    /// <summary>Its beginning, whose last letter is whole.</summary>
    /// <param name="text">The text, or a string's inside with its escapes, which was checked.</param>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text)
    {
        if (!IsLong(text))
            return text;
        int end = Most;
        while (end > 0 && (text[end] & 0xC0) == 0x80)
            end--;
        return text[..end];
    }

    /// <summary>The same of a string's inside, whose last escape is whole.</summary>
    public static ReadOnlySpan<byte> OfEscaped(ReadOnlySpan<byte> raw)
    {
        int at = 0;
        while (at < Math.Min(Most, raw.Length))
            at = raw[at] == '\\' ? Escapes.Check(raw, at) : at + 1;
        return at < raw.Length ? raw[..at] : raw;
    }
}
