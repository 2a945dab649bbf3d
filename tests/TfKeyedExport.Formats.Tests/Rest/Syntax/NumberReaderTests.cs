using System.Globalization;
using System.Text;
using CsCheck;
using TfKeyedExport.Formats.Rest.Syntax;
using Xunit;

namespace TfKeyedExport.Formats.Tests.Rest.Syntax;

public class NumberReaderTests
{
    private static readonly Gen<string> Digits = Gen.String[Gen.Char['0', '9'], 1, 22];

    private static readonly Gen<string> Number = Gen.Select(
        Gen.Bool.Select(b => b ? "-" : ""), Gen.OneOf(Gen.Const("0"), Digits.Select(d => "1" + d), Gen.UInt.Select(u => $"{u}")),
        Gen.OneOf(Gen.Const(""), Digits.Select(d => "." + d)),
        Gen.OneOf(Gen.Const(""), Gen.Int[-330, 280].Select(e => $"e{e}"), Gen.Int[-9, 9].Select(e => $"E{e:+0;-0}")))
        .Select((sign, whole, fraction, exponent) => sign + whole + fraction + exponent);

    private static readonly Gen<string> Spelt = Gen.OneOf(
        Number, Gen.Double.Where(double.IsFinite).Select(d => d.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal)),
        Gen.Float.Where(float.IsFinite).Select(f => ((double)f).ToString("R", CultureInfo.InvariantCulture)));

    [Fact]
    public void A_number_is_worth_the_nearest_double() => Spelt.Sample(text =>
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text + ",");
        int at = 0;
        double found = NumberReader.ReadDouble(utf8, ref at, loose: false, single: false);
        Assert.Equal(utf8.Length - 1, at);
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), found);
    }, iter: 100_000);

    [Fact]
    public void A_float_is_the_nearest_double_rounded() => Spelt.Sample(text =>
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text + "]");
        int at = 0;
        float found = (float)NumberReader.ReadDouble(utf8, ref at, loose: false, single: true);
        Assert.Equal((float)double.Parse(text, CultureInfo.InvariantCulture), found);
    }, iter: 100_000);

    [Fact]
    public void TF_Servings_own_arithmetic_is_near() => Spelt.Sample(text =>
    {
        double found = 0;
        byte[] utf8 = Encoding.UTF8.GetBytes(text + "]");
        LoosePrecision.Read(utf8, 0, out found);
        double exact = double.Parse(text, CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(exact - found) <= Math.Max(1e-14 * Math.Abs(exact), 1e-307), $"{found:R}");
    }, iter: 50_000);

    // As the parser in TF Serving reads them, which misses the nearest double by the last bit or two.
    [Theory]
    [InlineData("0.36681129025265102", 0x3FD779D60FDC13A8)]
    [InlineData("2629356684813475493947.2559892365779", 0x4461D134EEBD173E)]
    [InlineData("9.614962069093972e-194", 0x17DC13486C20FE2E)]
    [InlineData("100000000000000000000000000001", 0x45F431E0FAE6D721)]
    [InlineData("3029234439544686836682502.12088879897273860701312147e212", 0x7107D16BF98280AA)]
    [InlineData("-25808024394289.1897608082207", unchecked((long)0xC2B778E6205A3130))]
    public void TF_Servings_own_arithmetic_is_followed_to_the_bit(string text, long bits)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text + "]");
        int at = 0;
        Assert.Equal(bits, BitConverter.DoubleToInt64Bits(NumberReader.ReadDouble(utf8, ref at, loose: true, single: false)));
    }

    [Theory]
    [InlineData("0", true, 0)]
    [InlineData("-0", true, 0)]
    [InlineData("-0.0", false, -0.0)]
    [InlineData("1e0", false, 1)]
    [InlineData("18446744073709551615", true, 18446744073709551615)]
    [InlineData("18446744073709551616", false, 18446744073709551616.0)]
    [InlineData("-9223372036854775808", true, -9223372036854775808)]
    [InlineData("-9223372036854775809", false, -9223372036854775808.0)]
    [InlineData("99999999999999999999", false, 1e20)]
    public void Whole_numbers_are_those_within_64_bits(string text, bool isWhole, double value)
    {
        int at = 0;
        JsonNumber number = NumberReader.Read(Encoding.UTF8.GetBytes(text + "]"), ref at, loose: false);
        Assert.Equal((isWhole, value, double.IsNegative(value)), (number.IsWhole, number.AsDouble, double.IsNegative(number.AsDouble)));
    }
}
