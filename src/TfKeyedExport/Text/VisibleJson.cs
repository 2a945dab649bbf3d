using System.Buffers;
using System.Globalization;
using System.Text;

namespace TfKeyedExport.Text;

/// <summary>JSON documents whose strings are visible: hidden characters become <c>\uXXXX</c>, which means the same to every reader.</summary>
public static class VisibleJson
{
    // The first bytes of hidden characters beyond ASCII; the others' are looked at as well and let through.
    private static readonly SearchValues<byte> Suspicious = SearchValues.Create([0x7F, 0xC2, 0xCD, 0xD8, 0xDB, 0xDC, 0xE0, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3]);

    /// <summary>Writes a document; what lies outside of strings is ASCII in every one.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="stream">Receives it.</param>
    public static void Write(ReadOnlySpan<byte> utf8, Stream stream)
    {
        int start = 0;
        int at = 0;
        Span<byte> escape = stackalloc byte[12];
        while (at < utf8.Length)
        {
            int next = utf8[at..].IndexOfAny(Suspicious);
            if (next < 0)
                break;
            at += next;
            bool whole = Rune.DecodeFromUtf8(utf8[at..], out Rune rune, out int length) == OperationStatus.Done;
            if (whole && Visible.IsHidden(rune))
            {
                stream.Write(utf8[start..at]);
                stream.Write(escape[..Escape(rune, escape)]);
                start = at + length;
            }
            at += length;
        }
        stream.Write(utf8[start..]);
    }

    private static int Escape(Rune rune, Span<byte> escape)
    {
        Span<char> units = stackalloc char[2];
        int count = rune.EncodeToUtf16(units);
        int written = 0;
        foreach (char unit in units[..count])
        {
            "\\u"u8.CopyTo(escape[written..]);
            ((int)unit).TryFormat(escape[(written + 2)..], out _, "x4", CultureInfo.InvariantCulture);
            written += 6;
        }
        return written;
    }
}
