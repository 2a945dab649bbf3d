using System.Globalization;

namespace TfKeyedExport.Embedded.Text;

/// <summary>Numbers read from text as TensorFlow reads them: white space around is let go, everything else must be the number.</summary>
internal static class NumberText
{
    /// <summary>Reads a whole number.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        text = AsciiSpace.Trim(text);
        value = 0;
        return IsDecimal(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads a binary64; too large numbers become infinite.</summary>
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value)
    {
        text = AsciiSpace.Trim(text);
        if (TryWord(text, out value) || TryHexadecimal(text, out value))
            return true;
        return IsDecimal(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads a binary32, rounded once.</summary>
    public static bool TrySingle(ReadOnlySpan<byte> text, out float value)
    {
        text = AsciiSpace.Trim(text);
        if (TryWord(text, out double special) || TryHexadecimal(text, out special))
        {
            value = (float)special;
            return true;
        }
        value = 0;
        return IsDecimal(text) && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    // What .NET lets through beyond digits (its own words for infinity, other signs) is kept out.
    private static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (!char.IsAsciiDigit((char)b) && b is not ((byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-'))
                return false;
        }
        return !text.IsEmpty;
    }

    private static bool TryWord(ReadOnlySpan<byte> text, out double value)
    {
        bool negative = text is [(byte)'-', ..];
        ReadOnlySpan<byte> word = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        bool infinite = System.Text.Ascii.EqualsIgnoreCase(word, "inf"u8) || System.Text.Ascii.EqualsIgnoreCase(word, "infinity"u8);
        bool isNaN = System.Text.Ascii.EqualsIgnoreCase(word, "nan"u8);
        value = isNaN ? double.NaN : negative ? double.NegativeInfinity : double.PositiveInfinity;
        return infinite || isNaN;
    }

    private static bool TryHexadecimal(ReadOnlySpan<byte> text, out double value)
    {
        bool negative = text is [(byte)'-', ..];
        ReadOnlySpan<byte> digits = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        value = 0;
        if (digits is not [(byte)'0', (byte)'x' or (byte)'X', _, ..])
            return false;
        foreach (byte b in digits[2..])
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;
            value = (value * 16) + Convert.ToInt32(((char)b).ToString(), 16);
        }
        value = negative ? -value : value;
        return true;
    }
}
