using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>Reads numbers whose syntax was checked.</summary>
internal static class NumberReader
{
    private const int SafeDigits = 19;
    private const ulong MostExact = 1UL << 53;
    private const ulong MostMinus = 1UL << 63;

    // How far, in the last bits of a double, a quotient of two rounded numbers may be off, with room to spare.
    private const int Doubt = 8;

    /// <summary>Reads any number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place of its first byte; becomes the place behind it.</param>
    /// <param name="loose">Whether decimals are read as loosely as TF Serving does.</param>
    public static JsonNumber Read(ReadOnlySpan<byte> text, ref int at, bool loose)
    {
        bool minus = text[at] == '-';
        int first = minus ? at + 1 : at;
        ulong whole = 0;
        int i = first;
        uint digit;
        for (; (digit = (uint)(text[i] - '0')) <= 9 && i - first < SafeDigits; i++)
            whole = whole * 10 + digit;
        bool fits = true;
        if (digit <= 9)
        {
            // The twentieth digit may still fit, and nothing behind it.
            fits = (uint)(text[i + 1] - '0') > 9 && (whole < ulong.MaxValue / 10 || (whole == ulong.MaxValue / 10 && digit <= ulong.MaxValue % 10));
            whole = whole * 10 + digit;
            i++;
        }
        if (fits && i > first && text[i] is not ((byte)'.' or (byte)'e' or (byte)'E') && !(minus && whole > MostMinus))
        {
            at = i;
            return new JsonNumber(true, minus, whole, 0);
        }
        return new JsonNumber(false, false, 0, ReadDouble(text, ref at, loose, single: false));
    }

    /// <summary>Reads a number as a double.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place of its first byte; becomes the place behind it.</param>
    /// <param name="loose">Whether decimals are read as loosely as TF Serving does.</param>
    /// <param name="single">Whether only the nearest float matters, to which the double is rounded.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ReadDouble(ReadOnlySpan<byte> text, ref int at, bool loose, bool single)
    {
        int i = at;
        bool minus = text[i] == '-';
        if (minus)
            i++;
        int first = i;
        ulong digits = 0;
        uint digit;
        while ((digit = (uint)(text[i] - '0')) <= 9)
        {
            digits = digits * 10 + digit;
            i++;
        }
        int count = i - first;
        int scale = 0;
        if (text[i] == '.')
        {
            int fraction = ++i;
            digits = Fraction(text, ref i, digits);
            scale = fraction - i;
            count -= scale;
        }
        if (count is 0 or > SafeDigits || (text[i] | 0x20) == 'e' || digits > MostExact || scale < -PowersOfTen.MostExact)
            return ReadHard(text, ref at, loose, single);
        at = i;
        double value = scale == 0 ? digits : digits / PowersOfTen.Values[-scale];
        return minus && (scale != 0 || digits != 0) ? -value : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fraction(ReadOnlySpan<byte> text, ref int i, ulong digits)
    {
        while (i + 8 <= text.Length)
        {
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(text[i..]);
            int count = NumberSyntax.DigitsIn(eight);
            if (count == 0)
                return digits;
            i += count;
            digits = digits * WholePowers[count] + Eight((eight & 0x0F0F0F0F0F0F0F0F) << (64 - 8 * count));
            if (count < 8)
                return digits;
        }
        uint digit;
        while ((digit = (uint)(text[i] - '0')) <= 9)
        {
            digits = digits * 10 + digit;
            i++;
        }
        return digits;
    }

    private static ReadOnlySpan<uint> WholePowers => [1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000];

    // Eight digits, the first one in the lowest byte: neighbours are joined three times.
    private static ulong Eight(ulong digits)
    {
        digits = (digits * 10) + (digits >> 8);
        digits = ((digits & 0x00FF00FF00FF00FF) * (1 + (100UL << 16))) >> 16;
        return ((digits & 0x0000FFFF0000FFFF) * (1 + (10000UL << 32))) >> 32;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ReadHard(ReadOnlySpan<byte> text, ref int at, bool loose, bool single)
    {
        int start = at;
        bool minus = text[at] == '-';
        int first = minus ? at + 1 : at;
        if (text[first] is (byte)'N' or (byte)'I')
            return ReadWord(text, ref at, first, minus);
        if (loose)
        {
            at = LoosePrecision.Read(text, start, out double rough);
            return rough;
        }
        int i = first;
        ulong digits = 0;
        while (Bytes.IsDigit(text, i))
            digits = unchecked(digits * 10 + (uint)(text[i++] - '0'));
        int count = i - first;
        int scale = 0;
        if (text[i] == '.')
        {
            int fraction = ++i;
            for (; Bytes.IsDigit(text, i); i++)
                digits = unchecked(digits * 10 + (uint)(text[i] - '0'));
            scale = fraction - i;
            count -= scale;
        }
        bool isWhole = scale == 0;
        if ((text[i] | 0x20) == 'e')
        {
            isWhole = false;
            scale = AddExponent(text, ref i, scale);
        }
        at = i;
        if (count <= SafeDigits && Math.Abs(scale) <= PowersOfTen.MostExact)
        {
            double value = scale < 0 ? digits / PowersOfTen.Values[-scale] : digits * PowersOfTen.Values[scale];
            if (digits <= MostExact || scale == 0 || (single && IsSafeAsFloat(value)))
                return minus && !(isWhole && digits == 0) ? -value : value;
        }
        double nearest = double.Parse(text[start..i], NumberStyles.Float, CultureInfo.InvariantCulture);
        return isWhole && nearest == 0 ? 0 : nearest;
    }

    private static int AddExponent(ReadOnlySpan<byte> text, ref int i, int scale)
    {
        const int Enough = 1_000_000;
        i++;
        bool minus = text[i] == '-';
        if (text[i] is (byte)'-' or (byte)'+')
            i++;
        int exponent = 0;
        for (; Bytes.IsDigit(text, i); i++)
            exponent = Math.Min(exponent * 10 + (text[i] - '0'), Enough);
        return scale + (minus ? -exponent : exponent);
    }

    // Whether a double that may be off by a little lies on one side only of the middle between two floats.
    private static bool IsSafeAsFloat(double value)
    {
        const long Rest = (1L << 29) - 1;
        const long Middle = 1L << 28;
        return Math.Abs(value) is > 1e-30 and < 1e30 && Math.Abs((BitConverter.DoubleToInt64Bits(value) & Rest) - Middle) > Doubt;
    }

    private static double ReadWord(ReadOnlySpan<byte> text, ref int at, int first, bool minus)
    {
        int end = first;
        while (char.IsAsciiLetter((char)Bytes.At(text, end)) && !(Bytes.At(text, end) is (byte)'e' or (byte)'E'))
            end++;
        double value = text[end - 1] == 'N' ? double.NaN : minus ? double.NegativeInfinity : double.PositiveInfinity;
        if (Bytes.At(text, end) is (byte)'.' or (byte)'e' or (byte)'E')
        {
            end = LoosePrecision.ReadTail(text, at, end, out value);
            value = minus ? -value : value;
        }
        at = end;
        return value;
    }
}
