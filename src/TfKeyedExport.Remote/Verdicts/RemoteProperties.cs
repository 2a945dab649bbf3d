using System.Globalization;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Remote.Judging;

namespace TfKeyedExport.Remote.Verdicts;

/// <summary>How each property fared on a server.</summary>
internal static class RemoteProperties
{
    private static readonly string[] Names =
        [
            PropertyNames.KeysComeBack, PropertyNames.RowCount, PropertyNames.Repeatable, PropertyNames.Alone, PropertyNames.Shuffled, PropertyNames.Split,
            PropertyNames.Neighbours, PropertyNames.Duplicates, PropertyNames.EmptyBatch, PropertyNames.Threads, PropertyNames.Deadlines,
            PropertyNames.KeysIgnored,
        ];

    // These are held in every call, whatever it tries.
    private static readonly string[] Everywhere = [PropertyNames.KeysComeBack, PropertyNames.RowCount];

    /// <summary>The properties, in the order in which they are listed.</summary>
    public static IReadOnlyList<PropertyReport> Of(RemoteOutcome outcome, IReadOnlyList<Wrong> wrongs) =>
        [.. Names.Select(n => Property(outcome, n, wrongs)), .. outcome.Reference is { } reference ? [reference.Report] : Array.Empty<PropertyReport>()];

    private static PropertyReport Property(RemoteOutcome outcome, string name, IReadOnlyList<Wrong> wrongs)
    {
        Wrong[] own = [.. wrongs.Where(w => w.Property == name || (name == PropertyNames.Threads && w.Call.IsCrowded))];
        if (own.Length > 0)
        {
            string[] outputs = [.. own.Select(w => outcome.Rows.Signature.Outputs[w.Output].Name).Distinct(StringComparer.Ordinal)];
            string when = own[0].Call.IsCrowded ? ", while other clients called" : "";
            return new PropertyReport(name, PropertyStatus.Failed, $"{own[0].Explanation}{when}") { Outputs = outputs };
        }
        if (name == PropertyNames.KeysComeBack && outcome.Rows.Keys.Count == 0)
            return new PropertyReport(name, PropertyStatus.Skipped, "the signature has no key; name one with --key NAME[=OUTPUT]");
        // Asked again with other keys.
        (long answered, long refused, long givenUp, string? why) = outcome.Ledger.Tried(name == PropertyNames.KeysIgnored ? PropertyNames.Repeatable : name);
        if (name == PropertyNames.Deadlines)
            return Deadlines(outcome, givenUp, answered);
        if (Array.IndexOf(Everywhere, name) >= 0 && outcome.Ledger.AnsweredRows > 0)
            return Passed(name, $"held in all {Number(outcome.Ledger.AnsweredRows)} rows that were answered");
        return answered > 0
            ? Passed(name, $"{Number(answered)} calls{(refused + givenUp > 0 ? $"; {Number(refused + givenUp)} more got no answer" : "")}")
            : new PropertyReport(name, PropertyStatus.Skipped, why is not null ? $"the server refused it ({why})" : "the time was over, or it does not apply");
    }

    private static PropertyReport Deadlines(RemoteOutcome outcome, long givenUp, long answered) => givenUp > 0
        ? Passed(PropertyNames.Deadlines, $"{Number(givenUp)} calls were given up while others ran, and {Number(answered)} with as little time were answered")
        : new PropertyReport(
            PropertyNames.Deadlines, PropertyStatus.Skipped,
            outcome.Clients > 1 ? "no call took long enough to be given up" : "a single client has nobody to disturb");

    private static PropertyReport Passed(string name, string detail) => new(name, PropertyStatus.Passed, detail);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
