using System.Globalization;
using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Checking.Reports;

/// <summary>Texts that several reports have.</summary>
internal static class Sentence
{
    /// <summary>The text, which begins small because it stands in others, as a sentence of its own.</summary>
    public static string Of(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";

    /// <summary>How much was tried, and how long it took.</summary>
    public static string OfEffort(CheckReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Calls} calls with {report.Rows} sample rows, {OfSeeds(report)}, {report.Elapsed.TotalSeconds:0.00} s");

    /// <summary>Which seeds were tried.</summary>
    public static string OfSeeds(CheckReport report) => report.Seeds == 1
        ? string.Create(CultureInfo.InvariantCulture, $"seed {report.Seed}")
        : string.Create(CultureInfo.InvariantCulture, $"{report.Seeds} seeds, decided by seed {report.Seed}");
}
