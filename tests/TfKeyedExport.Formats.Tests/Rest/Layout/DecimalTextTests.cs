using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using TfKeyedExport.Formats.Rest.Layout;
using Xunit;

namespace TfKeyedExport.Formats.Tests.Rest.Layout;

public class DecimalTextTests
{
    [Fact]
    public void Floats_have_six_digits_if_these_are_enough_and_else_nine() => Gen.OneOf(
        Gen.Float, Gen.Int[-99999999, 99999999].Select(i => i / 1000f), Gen.Int.Select(i => BitConverter.Int32BitsToSingle(i)),
        Gen.Int[0, 1 << 24].Select(i => i / 64f))
        .Where(float.IsFinite)
        .Sample(value => Assert.Equal(Spell(value, 9, text => float.Parse(text, CultureInfo.InvariantCulture) == value), Text(value)), iter: 100_000);

    [Fact]
    public void Doubles_have_six_digits_if_these_are_enough_and_else_seventeen() => Gen.OneOf(
        Gen.Double, Gen.Int[-99999999, 99999999].Select(i => i / 1000.0), Gen.Long.Select(BitConverter.Int64BitsToDouble), Gen.Int.Select(i => i / 1024.0))
        .Where(double.IsFinite)
        .Sample(value => Assert.Equal(Spell(value, 17, text => double.Parse(text, CultureInfo.InvariantCulture) == value), Text(value)), iter: 50_000);

    [Theory]
    [InlineData(0f, "0.0")]
    [InlineData(-0f, "-0.0")]
    [InlineData(1f, "1.0")]
    [InlineData(100000f, "100000.0")]
    [InlineData(1000000f, "1e+06")]
    [InlineData(1234567f, "1234567.0")]
    [InlineData(16777216f, "16777216.0")]
    [InlineData(1e9f, "1e+09")]
    [InlineData(123456789f, "123456792.0")]
    [InlineData(1234567890f, "1.23456794e+09")]
    [InlineData(0.0001f, "0.0001")]
    [InlineData(0.00001f, "1e-05")]
    [InlineData(0.000012345678f, "1.23456784e-05")]
    [InlineData(float.Epsilon, "1.4013e-45")]
    [InlineData(float.MaxValue, "3.40282347e+38")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    [InlineData(1048576.125f, "1048576.12")]
    public void Floats_are_laid_out_as_by_C(float value, string text) => Assert.Equal(text, Text(value));

    [Theory]
    [InlineData(double.Epsilon, "4.94066e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(1e100, "1e+100")]
    [InlineData(1e16, "1e+16")]
    [InlineData(12345678901234567, "12345678901234568.0")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void Doubles_are_laid_out_as_by_C(double value, string text) => Assert.Equal(text, Text(value));

    // From exact fractions, and nothing that the writer uses.
    private static string Spell(double value, int enough, Func<string, bool> isSame)
    {
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";
        string few = Round(value, 6);
        string text = isSame(few) ? few : Round(value, enough);
        return text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0";
    }

    private static string Round(double value, int count)
    {
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        int power = Math.Max((int)(bits >> 52), 1) - 1075;
        BigInteger top = (bits & ((1L << 52) - 1)) | (bits >> 52 == 0 ? 0 : 1L << 52);
        BigInteger bottom = BigInteger.One;
        if (power > 0)
            top <<= power;
        else
            bottom <<= -power;
        int exponent = (int)Math.Floor(BigInteger.Log10(top) - BigInteger.Log10(bottom)) + 2;
        BigInteger digits;
        do
        {
            exponent--;
            int scale = count - 1 - exponent;
            digits = Divide(scale > 0 ? top * BigInteger.Pow(10, scale) : top, scale < 0 ? bottom * BigInteger.Pow(10, -scale) : bottom);
        }
        while (digits < BigInteger.Pow(10, count - 1));
        if (digits == BigInteger.Pow(10, count))
            (digits, exponent) = (digits / 10, exponent + 1);
        string text = digits.ToString(CultureInfo.InvariantCulture);
        string sign = value < 0 ? "-" : "";
        if (exponent < -4 || exponent >= count)
            return $"{sign}{Trim(text[0] + "." + text[1..])}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        return sign + Trim(exponent < 0 ? $"0.{new string('0', -exponent - 1)}{text}" : $"{text[..(exponent + 1)]}.{text[(exponent + 1)..]}");
    }

    // To the nearest, and the even one of two.
    private static BigInteger Divide(BigInteger top, BigInteger bottom)
    {
        BigInteger result = BigInteger.DivRem(top, bottom, out BigInteger rest);
        int half = (rest * 2).CompareTo(bottom);
        return half > 0 || (half == 0 && !result.IsEven) ? result + 1 : result;
    }

    private static string Trim(string text) => text.TrimEnd('0').TrimEnd('.');

    private static string Text(float value)
    {
        Span<byte> room = stackalloc byte[DecimalText.Most];
        return Encoding.UTF8.GetString(room[..DecimalText.Write(value, room)]);
    }

    private static string Text(double value)
    {
        Span<byte> room = stackalloc byte[DecimalText.Most];
        return Encoding.UTF8.GetString(room[..DecimalText.Write(value, room)]);
    }
}
