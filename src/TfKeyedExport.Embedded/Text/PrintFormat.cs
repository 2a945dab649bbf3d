using System.Globalization;
using System.Numerics;

namespace TfKeyedExport.Embedded.Text;

/// <summary>How a floating-point number is written.</summary>
internal enum FloatNotation
{
    /// <summary>Digits and a point: C's <c>%f</c>.</summary>
    Fixed,

    /// <summary>With an exponent: C's <c>%e</c>.</summary>
    Scientific,

    /// <summary>The shorter of the two, without zeros at the end: C's <c>%g</c>.</summary>
    Shortest,
}

/// <summary>Writes numbers as C's printf does: one flag, a width, a precision.</summary>
/// <param name="Flag">0 for none; else a blank, <c>+</c>, <c>-</c>, <c>0</c> or <c>#</c>.</param>
/// <param name="Width">The least number of characters; negative for none.</param>
/// <param name="Precision">Digits; negative for six.</param>
/// <param name="Notation">The notation of floating-point numbers.</param>
internal sealed record PrintFormat(char Flag, int Width, int Precision, FloatNotation Notation)
{
    private const int DefaultPrecision = 6;

    // More digits than a binary64 that lies halfway between two shorter numbers can have.
    private const int TieDigits = 60;

    /// <summary>Writes a whole number, given as its digits.</summary>
    public string Integer(string digits, bool negative) => Pad(Sign(negative), digits, true);

    /// <summary>Writes a floating-point number.</summary>
    public string Number(double value)
    {
        bool negative = double.IsNegative(value);
        if (!double.IsFinite(value))
            return Pad(Sign(negative), double.IsNaN(value) ? "nan" : "inf", false);
        int precision = Precision < 0 ? DefaultPrecision : Precision;
        double magnitude = Math.Abs(value);
        string digits = Notation switch
        {
            FloatNotation.Fixed => FixedPoint(magnitude, precision, Flag == '#'),
            FloatNotation.Scientific => WithExponent(magnitude, precision, Flag == '#'),
            _ => Shorter(magnitude, Math.Max(1, precision)),
        };
        return Pad(Sign(negative), digits, true);
    }

    private string Sign(bool negative) => negative ? "-" : Flag is '+' or ' ' ? Flag.ToString() : "";

    private string Pad(string sign, string text, bool zeros)
    {
        int missing = Width - sign.Length - text.Length;
        if (missing <= 0)
            return sign + text;
        if (Flag == '-')
            return sign + text + new string(' ', missing);
        return Flag == '0' && zeros ? sign + new string('0', missing) + text : new string(' ', missing) + sign + text;
    }

    private static string FixedPoint(double value, int precision, bool point)
    {
        string text = IsHalfway(value, precision) ? ToEven(value, precision) : value.ToString($"F{precision}", CultureInfo.InvariantCulture);
        return point && precision == 0 ? text + "." : text;
    }

    /// <summary>Whether a number lies exactly between two of so many digits behind the point, where .NET rounds away from zero and C to even.</summary>
    private static bool IsHalfway(double value, int precision)
    {
        if (precision > 52)
            return false;
        double scaled = Math.ScaleB(value, precision + 1);
        return scaled < 1L << 53 && scaled == Math.Floor(scaled) && ((long)scaled & 1) != 0;
    }

    private static string ToEven(double value, int precision)
    {
        // value = odd / 2^(precision + 1), so value * 10^precision = odd * 5^precision / 2.
        BigInteger twice = new BigInteger(Math.ScaleB(value, precision + 1)) * BigInteger.Pow(5, precision);
        BigInteger half = twice / 2;
        string digits = (half.IsEven ? half : half + 1).ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        return precision == 0 ? digits : digits[..^precision] + "." + digits[^precision..];
    }

    private static string WithExponent(double value, int precision, bool point)
    {
        (string digits, int exponent) = Significant(value, precision + 1);
        string fraction = precision == 0 ? point ? "." : "" : "." + digits[1..];
        return $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}";
    }

    /// <summary>The first digits of a number, rounded to even when exactly halfway, and the power of ten of the first.</summary>
    private static (string Digits, int Exponent) Significant(double value, int count)
    {
        (string digits, int exponent) = Split(value.ToString($"E{count - 1}", CultureInfo.InvariantCulture));
        (string exact, int exactExponent) = Split(value.ToString($"E{TieDigits}", CultureInfo.InvariantCulture));
        if (count >= exact.Length || exact[count] != '5' || exact.AsSpan(count + 1).ContainsAnyExcept('0') || (exact[count - 1] & 1) != 0)
            return (digits, exponent);
        return (exact[..count], exactExponent);
    }

    private static (string Digits, int Exponent) Split(string text)
    {
        int e = text.IndexOf('E', StringComparison.Ordinal);
        return (text[..e].Replace(".", "", StringComparison.Ordinal), int.Parse(text.AsSpan(e + 1), CultureInfo.InvariantCulture));
    }

    private string Shorter(double value, int precision)
    {
        (_, int exponent) = Significant(value, precision);
        bool point = Flag == '#';
        string text = exponent >= -4 && exponent < precision
            ? FixedPoint(value, precision - 1 - exponent, point)
            : WithExponent(value, precision - 1, point);
        if (point || !text.Contains('.', StringComparison.Ordinal))
            return text;
        int e = text.IndexOf('e', StringComparison.Ordinal);
        string mantissa = e < 0 ? text : text[..e];
        return mantissa.TrimEnd('0').TrimEnd('.') + (e < 0 ? "" : text[e..]);
    }
}
