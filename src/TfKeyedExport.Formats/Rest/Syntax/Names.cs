using System.Text;

namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>Names as they stand in the text.</summary>
internal static class Names
{
    /// <summary>Whether a name says the same as one that is known.</summary>
    public static bool Equal(ReadOnlySpan<byte> raw, bool escaped, ReadOnlySpan<byte> known)
    {
        if (!escaped)
            return raw.SequenceEqual(known);
        return raw.Length >= known.Length && raw.Length <= 6 * known.Length && Plain(raw).AsSpan().SequenceEqual(known);
    }

    /// <summary>What a name with escapes says.</summary>
    public static byte[] Plain(ReadOnlySpan<byte> raw)
    {
        byte[] plain = new byte[raw.Length];
        return plain[..Escapes.Unescape(raw, plain)];
    }

    /// <summary>A name for messages.</summary>
    public static string Text(ReadOnlySpan<byte> raw, bool escaped) => Encoding.UTF8.GetString(escaped ? Plain(raw) : raw);

    /// <summary>A name for errors, of which a stranger decides the length.</summary>
    /// <param name="plain">The name, without escapes.</param>
    public static string Shown(ReadOnlySpan<byte> plain) =>
        Text(Shortened.IsLong(plain) ? [.. Shortened.Of(plain), .. Shortened.Mark] : plain, false);
}
