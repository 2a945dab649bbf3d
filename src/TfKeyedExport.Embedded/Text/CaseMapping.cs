using System.Globalization;
using System.Text;

namespace TfKeyedExport.Embedded.Text;

/// <summary>Lower and upper case as TensorFlow gives them: of ASCII letters only, or of Unicode text.</summary>
internal static class CaseMapping
{
    private const int CapitalSigma = 0x3A3;
    private const int FinalSigma = 0x3C2;
    private const int SmallSigma = 0x3C3;
    private const int DottedCapitalI = 0x130;
    private const int DotlessI = 0x131;
    private const int LongS = 0x17F;
    private const int DotAbove = 0x307;

    // Letters that came with Unicode 14 and later, which the library inside TensorFlow does not know: first and last of each range.
    private static readonly int[] Unknown =
    [
        0x1C89, 0x1C8A, 0x2C2F, 0x2C2F, 0x2C5F, 0x2C5F, 0xA7C0, 0xA7C1, 0xA7CB, 0xA7CD, 0xA7CE, 0xA7DC,
        0x10570, 0x105BF, 0x10D50, 0x10D85, 0x16EA0, 0x16EDF,
    ];

    /// <summary>Maps ASCII letters and leaves all other bytes.</summary>
    public static void Ascii(ReadOnlySpan<byte> text, bool upper, Span<byte> target)
    {
        byte first = upper ? (byte)'a' : (byte)'A';
        for (int i = 0; i < text.Length; i++)
            target[i] = (byte)(text[i] - first) <= 'z' - 'a' ? (byte)(text[i] ^ 0x20) : text[i];
    }

    /// <summary>Maps UTF-8 text up to its first NUL; what is not UTF-8 becomes replacement characters.</summary>
    public static void Unicode(ReadOnlySpan<byte> text, bool upper, ByteBuffer target)
    {
        int end = text.IndexOf((byte)0);
        text = end < 0 ? text : text[..end];
        for (int at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf8(text[at..], out Rune rune, out int length);
            if (upper)
                Upper(rune.Value, target);
            else if (rune.Value == CapitalSigma)
                target.AppendCodePoint(IsFinal(text, at, at + length) ? FinalSigma : SmallSigma);
            else
                Lower(rune.Value, target);
            at += length;
        }
    }

    private static void Upper(int codePoint, ByteBuffer target)
    {
        if (codePoint < 0x80)
        {
            target.Append((byte)(codePoint is >= 'a' and <= 'z' ? codePoint - 32 : codePoint));
            return;
        }
        if (SpecialUpperCase.Find(codePoint) is { } special)
        {
            foreach (char c in special)
                target.AppendCodePoint(c);
            return;
        }
        target.AppendCodePoint(codePoint switch
        {
            DotlessI => 'I',
            LongS => 'S',
            _ => Known(codePoint, Rune.ToUpperInvariant(new Rune(codePoint)).Value),
        });
    }

    private static void Lower(int codePoint, ByteBuffer target)
    {
        if (codePoint == DottedCapitalI)
        {
            target.Append((byte)'i');
            target.AppendCodePoint(DotAbove);
            return;
        }
        const int KelvinSign = 0x212A;
        target.AppendCodePoint(codePoint == KelvinSign ? 'k' : Known(codePoint, Rune.ToLowerInvariant(new Rune(codePoint)).Value));
    }

    /// <summary>Whether a sigma ends a word: a cased letter stands before it and none behind, whatever marks lie between.</summary>
    private static bool IsFinal(ReadOnlySpan<byte> text, int start, int end)
    {
        bool before = false;
        for (int at = start; at > 0;)
        {
            Rune.DecodeLastFromUtf8(text[..at], out Rune rune, out int length);
            at -= length;
            if (IsIgnorable(rune))
                continue;
            before = IsCased(rune);
            break;
        }
        for (int at = end; before && at < text.Length;)
        {
            Rune.DecodeFromUtf8(text[at..], out Rune rune, out int length);
            at += length;
            if (!IsIgnorable(rune))
                return !IsCased(rune);
        }
        return before;
    }

    private static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9);

    private static bool IsIgnorable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || rune.Value is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
            or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A;

    private static int Known(int codePoint, int mapped) => mapped == codePoint || IsUnknown(codePoint) || IsUnknown(mapped) ? codePoint : mapped;

    private static bool IsUnknown(int codePoint)
    {
        for (int i = 0; i < Unknown.Length; i += 2)
        {
            if (codePoint >= Unknown[i] && codePoint <= Unknown[i + 1])
                return true;
        }
        return false;
    }
}
