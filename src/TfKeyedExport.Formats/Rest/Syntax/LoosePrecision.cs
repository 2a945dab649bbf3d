namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>
/// Numbers as TF Serving's parser reads them: in double arithmetic, which for more than 15 digits may miss the nearest double by a bit or two. It decides
/// which numbers are too large, and is what they are worth where TF Serving is followed to the bit.
/// </summary>
internal static class LoosePrecision
{
    private const double LargestTenth = double.MaxValue / 10;
    private const ulong MostPlain = (1UL << 53) - 1;
    private const int MostDigits = 17;
    private const int HugeExponent = 214748364;

    /// <summary>Reads a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place of its first byte: a minus or a digit.</param>
    /// <param name="value">What it is worth.</param>
    /// <returns>The place behind it.</returns>
    public static int Read(ReadOnlySpan<byte> text, int start, out double value)
    {
        int at = start;
        bool minus = Bytes.At(text, at) == '-';
        if (minus)
            at++;
        ulong whole = 0;
        int digits = 0;
        double large = 0;
        bool isLarge = false;
        ulong limit = (minus ? 1UL << 63 : ulong.MaxValue) / 10;
        ulong last = (minus ? 1UL << 63 : ulong.MaxValue) % 10;
        int integer = at;
        for (; Bytes.IsDigit(text, at); at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (isLarge)
            {
                if (large >= LargestTenth)
                    SyntaxError.Throw(SyntaxError.TooBig, start);
                large = large * 10 + digit;
                continue;
            }
            if (whole > limit || (whole == limit && digit > last))
            {
                isLarge = true;
                large = (double)whole * 10 + digit;
                continue;
            }
            whole = whole * 10 + digit;
            if (at > integer)
                digits++;
            else if (digit == 0)
            {
                at++;
                break;
            }
        }
        at = Tail(text, start, at, new Head(whole, digits, isLarge, large), out value);
        if (minus)
            value = -value;
        return at;
    }

    /// <summary>Reads a fraction and an exponent that stand behind no number.</summary>
    public static int ReadTail(ReadOnlySpan<byte> text, int start, int at, out double value) => Tail(text, start, at, default, out value);

    private static int Tail(ReadOnlySpan<byte> text, int start, int at, Head head, out double value)
    {
        value = head.IsLarge ? head.Large : head.Whole;
        int scale = 0;
        if (Bytes.At(text, at) == '.')
        {
            at++;
            if (!Bytes.IsDigit(text, at))
                SyntaxError.Throw(SyntaxError.Fraction, at);
            value = Fraction(text, ref at, head, ref scale);
        }
        if (Bytes.At(text, at) is (byte)'e' or (byte)'E')
            return Exponent(text, start, at + 1, scale, ref value);
        if (scale != 0)
            value = Scale(value, scale);
        return at;
    }

    private static double Fraction(ReadOnlySpan<byte> text, ref int at, Head head, ref int scale)
    {
        int digits = head.Digits;
        double value = head.Large;
        if (!head.IsLarge)
        {
            ulong whole = head.Whole;
            for (; Bytes.IsDigit(text, at) && whole <= MostPlain; at++)
            {
                whole = whole * 10 + (uint)(text[at] - '0');
                scale--;
                if (whole != 0)
                    digits++;
            }
            value = whole;
        }
        for (; Bytes.IsDigit(text, at); at++)
        {
            if (digits >= MostDigits)
                continue;
            value = value * 10.0 + (text[at] - '0');
            scale--;
            if (value > 0)
                digits++;
        }
        return value;
    }

    private static int Exponent(ReadOnlySpan<byte> text, int start, int at, int scale, ref double value)
    {
        bool minus = Bytes.At(text, at) == '-';
        if (minus || Bytes.At(text, at) == '+')
            at++;
        if (!Bytes.IsDigit(text, at))
            SyntaxError.Throw(SyntaxError.Exponent, at);
        int exponent = text[at++] - '0';
        for (; Bytes.IsDigit(text, at); at++)
        {
            if (exponent >= HugeExponent)
                continue;
            exponent = exponent * 10 + (text[at] - '0');
            if (!minus && exponent > PowersOfTen.Most - scale)
                SyntaxError.Throw(SyntaxError.TooBig, start);
        }
        value = Scale(value, (minus ? -exponent : exponent) + scale);
        return at;
    }

    private static double Scale(double value, int exponent)
    {
        if (exponent >= -PowersOfTen.Most)
            return Step(value, exponent);
        return Step(Step(value, -PowersOfTen.Most), exponent + PowersOfTen.Most);
    }

    private static double Step(double value, int exponent)
    {
        if (exponent < -PowersOfTen.Most)
            return 0;
        return exponent >= 0 ? value * PowersOfTen.Values[exponent] : value / PowersOfTen.Values[-exponent];
    }

    // What stands before the point: its digits are counted without the first one.
    private readonly record struct Head(ulong Whole, int Digits, bool IsLarge, double Large);
}
