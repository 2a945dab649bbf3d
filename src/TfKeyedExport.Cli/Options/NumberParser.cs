using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace TfKeyedExport.Cli.Options;

/// <summary>Readers for the numbers of options. What is none, or not within the range, is told with the range; the library would name a type of .NET.</summary>
internal static class NumberParser
{
    /// <summary>Reads a whole number.</summary>
    /// <param name="least">The least that is taken.</param>
    /// <param name="most">The most that is taken.</param>
    public static Func<ArgumentResult, T> Whole<T>(T least, T most)
        where T : struct, IBinaryInteger<T> => result =>
            T.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T number) && number >= least && number <= most
                ? number
                : Wrong<T>(result, $"no whole number from {least} to {most}");

    /// <summary>Reads a number above 0, whole or not.</summary>
    /// <param name="most">The most that is taken.</param>
    public static Func<ArgumentResult, double> Positive(double most) => result =>
        double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0 && number <= most
            ? number
            : Wrong<double>(result, $"no number above 0 and up to {most}");

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;

    private static T Wrong<T>(ArgumentResult result, FormattableString isNone)
        where T : struct
    {
        result.AddError($"{(result.Parent as OptionResult)?.IdentifierToken?.Value}: '{Text(result)}' is {isNone.ToString(CultureInfo.InvariantCulture)}");
        return default;
    }
}
