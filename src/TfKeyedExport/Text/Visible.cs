using System.Globalization;
using System.Net;
using System.Text;

namespace TfKeyedExport.Text;

/// <summary>
/// Text that others wrote (names, tags, paths, messages of a system) as a person may be shown it: what does not show, moves the cursor or turns the
/// direction of reading is written out as an escape, such as <c>\x1b</c>, <c>\n</c> or <c>\u202e</c>. Text without such characters comes back as it is.
/// </summary>
public static class Visible
{
    /// <summary>The text with every hidden character written out. Line breaks are hidden characters too: a name must not make lines of its own.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int first = FirstHidden(text);
        if (first < 0)
            return text;
        var visible = new StringBuilder(text.Length + 16);
        AppendTo(visible, text, first);
        return visible.ToString();
    }

    /// <summary>The same for a page of HTML.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(Of(text));

    /// <summary>Whether a character is written out.</summary>
    public static bool IsHidden(Rune rune) => rune.Value switch
    {
        >= ' ' and <= '~' => false,
        // Blank or invisible although they count as letters and marks: fillers, joiners, variation selectors.
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F)
        or (>= 0xE0000 and <= 0xE0FFF) => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate,
    };

    /// <summary>Where the first hidden character is, or half of one; -1 if there is none.</summary>
    internal static int FirstHidden(ReadOnlySpan<char> text)
    {
        int at = text.IndexOfAnyExceptInRange(' ', '~');
        while (at >= 0 && at < text.Length)
        {
            if (Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length) != System.Buffers.OperationStatus.Done || IsHidden(rune))
                return at;
            at += length;
        }
        return -1;
    }

    private static void AppendTo(StringBuilder visible, ReadOnlySpan<char> text, int first)
    {
        visible.Append(text[..first]);
        text = text[first..];
        while (!text.IsEmpty)
        {
            bool whole = Rune.DecodeFromUtf16(text, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (whole && !IsHidden(rune))
                visible.Append(text[..length]);
            else
                AppendEscape(visible, whole ? rune.Value : text[0]);
            text = text[length..];
        }
    }

    private static void AppendEscape(StringBuilder visible, int value)
    {
        _ = value switch
        {
            '\n' => visible.Append(@"\n"),
            '\r' => visible.Append(@"\r"),
            '\t' => visible.Append(@"\t"),
            < 0x100 => visible.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
            < 0x10000 => visible.Append(CultureInfo.InvariantCulture, $"\\u{value:x4}"),
            _ => visible.Append(CultureInfo.InvariantCulture, $"\\U{value:x8}"),
        };
    }
}
