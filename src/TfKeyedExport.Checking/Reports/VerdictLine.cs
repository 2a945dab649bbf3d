using TfKeyedExport.Checking.Results;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>
/// The verdict in one line: safe and proved, safe as far as tested and what stood in a proof's way, undecided and what to give, or unsafe and why.
/// </summary>
internal static class VerdictLine
{
    private const int MostNamed = 3;

    /// <summary>The verdict's word, and the rest of its line.</summary>
    public static (StyledText Word, string Sentence) Of(CheckReport report, TextStyle style)
    {
        string model = $"{report.Model}, signature {report.Signature}";
        switch (report.Verdict)
        {
            case Verdict.Safe when report.Proof == "proved":
                string always = report.Keys.Count > 0 ? "each key comes back with its own answer" : "each row gets its own answer";
                return (style.Good("SAFE"), $", proved: {model}: {always} in every call that is answered, whatever its rows are and however many.");
            case Verdict.Safe:
                string tried = report.Keys.Count > 0 ? "each key came back with its own answer" : "each row got its own answer";
                IEnumerable<Culprit> culprits = report.Outputs.Where(o => !o.IsProved).Select(o => o.Culprit).OfType<Culprit>();
                string[] ways = [.. culprits.Select(c => $"{c.Op} '{c.Node}'").Distinct()];
                return (style.Good("SAFE"), $" as far as tested: {model}: {tried}{(ways.Length > 0 ? $"; in a proof's way stood {Some(ways)}" : "")}.");
            case Verdict.Undecided:
                return (style.Warning("UNDECIDED"), $": {model}: nothing wrong was seen, and it might not have shown: {report.WhyUndecided}.");
            default:
                string[] reasons = [.. report.Outputs.Where(o => o.Verdict == Verdict.Unsafe).Select(o => o.Reason?.Name() ?? "wrong values").Distinct()];
                string what = reasons.Length > 0 ? $" ({string.Join(", ", reasons)})" : "";
                return (style.Bad("UNSAFE"), $"{what}: {model}: do not match answers with keys.");
        }
    }

    private static string Some(string[] names) =>
        string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "");
}
