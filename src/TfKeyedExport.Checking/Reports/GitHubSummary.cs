using System.Globalization;
using System.Text;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>The report as Markdown for the summary of a job in GitHub Actions: the verdict, and a table of the outputs.</summary>
internal static class GitHubSummary
{
    public static void Write(CheckReport report, TextWriter writer)
    {
        string verdict = $"{report.Verdict.Name()}{(report.Proof == "proved" ? ", proved" : "")}";
        writer.WriteLine($"### Keys of {Plain(report.Model)}, signature {Plain(report.Signature)}: {verdict}");
        writer.WriteLine();
        writer.WriteLine("| output | verdict | why |");
        writer.WriteLine("|---|---|---|");
        foreach (OutputReport output in report.Outputs)
            writer.WriteLine($"| {Plain(output.Name)} | {Word(output)} | {Plain(Why(output))} |");
        writer.WriteLine();
        foreach (PropertyReport property in report.Properties.Where(p => p.Status == PropertyStatus.Failed))
            writer.WriteLine($"- {property.Name} failed: {Plain(property.Detail)}");
        string engine = Plain(report.EngineDescription);
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\n{report.Calls} calls with {report.Rows} sample rows on {engine}, {Sentence.OfSeeds(report)}.\n"));
    }

    private static string Word(OutputReport output) =>
        output.Verdict == Verdict.Unsafe ? $"**unsafe** ({output.Reason?.Name() ?? "wrong values"})"
            : output.IsProved ? "safe, proved" : output.Verdict == Verdict.Safe ? "safe as far as tested" : "undecided";

    private static string Why(OutputReport output) => output.Verdict == Verdict.Unsafe
        ? $"{CounterexampleText.Sentence(output.Counterexample!)}. {CulpritText.OfUnsafe(output)}"
        : output.WhyUndecided is { } why ? Sentence.Of(why) : CulpritText.OfUnproved(output) ?? "";

    // Names are text of strangers: they make no links, images, tables or HTML of their own.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (char c in Visible.Of(text))
        {
            if (c is '<' or '>' or '&')
                plain.Append(c switch { '<' => "&lt;", '>' => "&gt;", _ => "&amp;" });
            else if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '(' or ')' or '#' or '!' or '|' or '~' or '@' or ':')
                plain.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            else
                plain.Append(c);
        }
        return plain.ToString();
    }
}
