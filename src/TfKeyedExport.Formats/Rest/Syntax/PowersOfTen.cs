using System.Globalization;

namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>Powers of ten, each the double that is nearest; those up to 22 are exact.</summary>
internal static class PowersOfTen
{
    /// <summary>The largest exponent whose power is exact.</summary>
    public const int MostExact = 22;

    /// <summary>The largest exponent.</summary>
    public const int Most = 308;

    private static readonly double[] Table =
        [.. Enumerable.Range(0, Most + 1).Select(e => double.Parse($"1e{e.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture))];

    /// <summary>From 0 on.</summary>
    public static ReadOnlySpan<double> Values => Table;
}
