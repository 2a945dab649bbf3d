using System.Globalization;
using System.Runtime.CompilerServices;
using TfKeyedExport.Formats.Rest.Syntax;

namespace TfKeyedExport.Formats.Rest.Layout;

/// <summary>
/// Decimals as TF Serving writes them: six significant digits if these read back to the same number, else nine for a float and seventeen for a double.
/// Whole ones get a point, so that a reader who goes by the spelling takes them for decimals too.
/// </summary>
internal static class DecimalText
{
    /// <summary>The most bytes of one decimal.</summary>
    public const int Most = 32;

    private const int Few = 6;
    private const int EnoughForFloat = 9;
    private const int EnoughForDouble = 17;

    // As near to the middle between two roundings as this, arithmetic in doubles does not tell which one is right.
    private const double Doubt = 1e-5;

    /// <summary>Writes a float.</summary>
    /// <param name="value">The float.</param>
    /// <param name="destination">At least <see cref="Most"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(float value, Span<byte> destination)
    {
        if (value == 0 || !float.IsFinite(value))
            return WriteWord(value, destination);
        double exact = Math.Abs((double)value);
        int start = Sign(value < 0, destination);
        if (TryRound(exact, Few, out long digits, out int exponent))
        {
            if (IsSame(digits, exponent - Few + 1, exact, isFloat: true) is { } same)
            {
                if (same || TryRound(exact, EnoughForFloat, out digits, out exponent))
                    return start + Digits.Write(destination[start..], digits, exponent, same ? Few : EnoughForFloat);
            }
        }
        return start + WriteSlowly(exact, EnoughForFloat, isFloat: true, destination[start..]);
    }

    /// <summary>Writes a double.</summary>
    /// <inheritdoc cref="Write(float, Span{byte})"/>
    public static int Write(double value, Span<byte> destination)
    {
        if (value == 0 || !double.IsFinite(value))
            return WriteWord(value, destination);
        double exact = Math.Abs(value);
        int start = Sign(value < 0, destination);
        if (TryRound(exact, Few, out long digits, out int exponent) && IsSame(digits, exponent - Few + 1, exact, isFloat: false) is true)
            return start + Digits.Write(destination[start..], digits, exponent, Few);
        return start + WriteSlowly(exact, EnoughForDouble, isFloat: false, destination[start..]);
    }

    private static int Sign(bool minus, Span<byte> destination)
    {
        destination[0] = (byte)'-';
        return minus ? 1 : 0;
    }

    private static int WriteWord(double value, Span<byte> destination)
    {
        ReadOnlySpan<byte> word = double.IsNaN(value) ? "NaN"u8
            : value == 0 ? double.IsNegative(value) ? "-0.0"u8 : "0.0"u8
            : value > 0 ? "Infinity"u8 : "-Infinity"u8;
        word.CopyTo(destination);
        return word.Length;
    }

    /// <summary>Rounds to significant digits; false if arithmetic in doubles cannot tell them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryRound(double value, int count, out long digits, out int exponent)
    {
        // A binary exponent times log10(2), from below: the power of ten, or the one before it.
        int binary = (int)(BitConverter.DoubleToInt64Bits(value) >> 52) - 1023;
        exponent = (binary * 1233) >> 12;
        int scale = count - 1 - exponent;
        if ((uint)(scale + PowersOfTen.MostExact) > 2 * PowersOfTen.MostExact)
        {
            digits = 0;
            return false;
        }
        ReadOnlySpan<double> powers = PowersOfTen.Values;
        double scaled = scale >= 0 ? value * powers[scale] : value / powers[-scale];
        double end = powers[count];
        if (scaled >= end)
        {
            exponent++;
            scaled = scale >= 1 ? value * powers[scale - 1] : value / powers[1 - scale];
        }
        digits = (long)(scaled + 0.5);
        if (digits == (long)end)
        {
            digits /= 10;
            exponent++;
        }
        return Math.Abs(scaled - Math.Floor(scaled) - 0.5) > Doubt && scaled >= powers[count - 1];
    }

    /// <summary>Whether digits read back to the number; null if arithmetic in doubles cannot tell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool? IsSame(long digits, int scale, double value, bool isFloat)
    {
        if (Math.Abs(scale) > PowersOfTen.MostExact)
            return null;
        // Both are exact, so that this is the nearest double.
        double read = scale >= 0 ? digits * PowersOfTen.Values[scale] : digits / PowersOfTen.Values[-scale];
        if (!isFloat)
            return read == value;
        bool inTheMiddle = (BitConverter.DoubleToInt64Bits(read) & ((1 << 29) - 1)) == 1 << 28;
        return inTheMiddle ? null : (float)read == value;
    }

    private static int WriteSlowly(double value, int enough, bool isFloat, Span<byte> destination)
    {
        Span<byte> text = stackalloc byte[Most];
        value.TryFormat(text, out int length, "E5", CultureInfo.InvariantCulture);
        bool same = isFloat
            ? float.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture) == (float)value
            : double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture) == value;
        if (!same)
            value.TryFormat(text, out length, enough == EnoughForFloat ? "E8" : "E16", CultureInfo.InvariantCulture);
        // d.ddddE+ddd
        int mark = text.IndexOf((byte)'E');
        long digits = text[0] - '0';
        foreach (byte digit in text[2..mark])
            digits = digits * 10 + (digit - '0');
        int exponent = int.Parse(text[(mark + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return Digits.Write(destination, digits, exponent, same ? Few : enough);
    }
}
