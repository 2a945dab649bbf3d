using System.Buffers;

namespace TfKeyedExport.Formats.Json;

/// <summary>The bare words <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, which TF Serving reads and writes though JSON lacks them.</summary>
internal static class NonFiniteWords
{
    private static readonly SearchValues<byte> Starts = SearchValues.Create("NI\""u8);

    /// <summary>Puts bare words into quotes, as the reader of numbers takes them; text without any is returned as it is.</summary>
    public static ReadOnlyMemory<byte> Quote(ReadOnlyMemory<byte> utf8)
    {
        ReadOnlySpan<byte> text = utf8.Span;
        ArrayBufferWriter<byte>? quoted = null;
        int copied = 0;
        int at = 0;
        while (at < text.Length)
        {
            int step = text[at..].IndexOfAny(Starts);
            if (step < 0)
                break;
            at += step;
            if (text[at] == (byte)'"')
            {
                at = EndOfString(text, at);
                continue;
            }
            ReadOnlySpan<byte> word = text[at..].StartsWith("NaN"u8) ? "NaN"u8 : text[at..].StartsWith("Infinity"u8) ? "Infinity"u8 : default;
            if (word.IsEmpty)
            {
                at++;
                continue;
            }
            int start = at > 0 && text[at - 1] == (byte)'-' ? at - 1 : at;
            quoted ??= new ArrayBufferWriter<byte>(text.Length + 64);
            quoted.Write(text[copied..start]);
            quoted.Write("\""u8);
            quoted.Write(text[start..(at + word.Length)]);
            quoted.Write("\""u8);
            at += word.Length;
            copied = at;
        }
        if (quoted is null)
            return utf8;
        quoted.Write(text[copied..]);
        return quoted.WrittenMemory;
    }

    private static int EndOfString(ReadOnlySpan<byte> text, int quote)
    {
        int at = quote + 1;
        while (at < text.Length)
        {
            int step = text[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0)
                return text.Length;
            at += step;
            if (text[at] == (byte)'"')
                return at + 1;
            at += 2;
        }
        return text.Length;
    }
}
