using TfKeyedExport.Checking.Results;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>The report for people: what was tried, keys with their answers, the verdict and what to do next.</summary>
internal static class TextReport
{
    public static void Write(CheckReport report, TextWriter target, bool colour)
    {
        VisibleWriter writer = VisibleWriter.Of(target);
        var style = new TextStyle(colour);
        string keys = report.Keys.Count == 0 ? "no keys: rows are judged as for keys that the host keeps" : $"key {string.Join(", key ", report.Keys)}";
        writer.WriteLine($"{report.Model}, signature {report.Signature}: {keys}");
        writer.WriteLine($"Tried on {report.EngineDescription}.");
        if (report.Tried.Length > 0)
            writer.WriteLine($"Tried: {report.Tried}.");
        foreach (string note in report.Notes)
            writer.WriteLine($"Note: {note}.");
        writer.WriteLine();
        int width = report.Properties.Max(p => p.Name.Length);
        foreach (PropertyReport property in report.Properties)
            writer.WriteLine($"  {Mark(property.Status, style)}  {property.Name.PadRight(width)}  {property.Detail}");
        WriteDemonstration(report, writer);
        writer.WriteLine();
        WriteVerdict(report, writer, style);
    }

    private static StyledText Mark(PropertyStatus status, TextStyle style) => status switch
    {
        PropertyStatus.Passed => style.Good("passed "),
        PropertyStatus.Failed => style.Bad("FAILED "),
        _ => style.Faint("skipped"),
    };

    private static void WriteDemonstration(CheckReport report, VisibleWriter writer)
    {
        if (DemonstrationText.Shown(report) is not { } shown)
            return;
        writer.WriteLine();
        writer.WriteLine("A few rows sent in shuffled order: the key, the answer that came back in its row, and the answer that the row gets alone.");
        WriteTable(DemonstrationText.Table(shown, report.Verdict != Verdict.Unsafe), "  ", writer);
    }

    private static void WriteVerdict(CheckReport report, VisibleWriter writer, TextStyle style)
    {
        string effort = Sentence.OfEffort(report);
        if (report.Verdict == Verdict.Safe)
        {
            WriteSafe(report, effort, writer, style);
            return;
        }
        if (report.Verdict == Verdict.Undecided)
        {
            writer.WriteLine($"{style.Warning("UNDECIDED")}: nothing wrong was seen, and it might not have shown ({effort}).");
            foreach (string why in report.Outputs.Select(o => o.WhyUndecided ?? report.WhyUndecided).OfType<string>().Distinct())
                writer.WriteLine($"  {Sentence.Of(why)}");
            return;
        }
        writer.WriteLine($"{style.Bad("UNSAFE")}: do not match answers with keys ({effort}).");
        foreach (OutputReport output in report.Outputs.Where(o => o.Verdict == Verdict.Unsafe))
        {
            writer.WriteLine();
            writer.WriteLine(output.Reason is { } reason
                ? $"  {output.Name} ({reason.Name()}): {reason.Meaning()}."
                : $"  {output.Name}: {output.Counterexample!.Explanation}.");
            if (CulpritText.OfUnsafe(output) is { } culprit)
                writer.WriteLine($"    {culprit}");
            writer.WriteLine($"    {CounterexampleText.Sentence(output.Counterexample!)}; the call:");
            foreach ((string title, IReadOnlyList<string> whole, IReadOnlyList<string[]> table) in CounterexampleText.Before(output.Counterexample!))
            {
                writer.WriteLine($"      {title}{(table.Count > 0 ? ":" : ".")}");
                WriteCall(whole, table, "        ", writer);
            }
            if (output.Counterexample!.Calls.Count > 0)
                writer.WriteLine(output.Counterexample.Property == PropertyNames.Threads ? "      this:" : "      and then:");
            WriteCall(CounterexampleText.Whole(output.Counterexample!), CounterexampleText.Table(output.Counterexample!), "      ", writer);
            writer.WriteLine($"    {Advice.For(output)}");
        }
        if (report.FailureOfPython is { } python)
        {
            writer.WriteLine();
            writer.WriteLine($"  {python}.");
            writer.WriteLine(string.Concat("    ", Advice.Python));
        }
    }

    private static void WriteSafe(CheckReport report, string effort, VisibleWriter writer, TextStyle style)
    {
        bool hasKeys = report.Keys.Count > 0;
        if (report.Proof == "proved")
        {
            string always = hasKeys ? "each key comes back with its own answer" : "each row gets its own answer";
            writer.WriteLine($"{style.Good("SAFE")}, proved: {always} in every call that is answered, whatever its rows are and however many (and {effort}).");
            return;
        }
        string tried = hasKeys ? "each key came back with its own answer" : "each row got its own answer";
        writer.WriteLine($"{style.Good("SAFE")} as far as tested: {tried} ({effort}).");
        foreach (string unproved in report.Outputs.Select(CulpritText.OfUnproved).OfType<string>())
            writer.WriteLine($"  {unproved}");
    }

    private static void WriteCall(IReadOnlyList<string> whole, IReadOnlyList<string[]> table, string indent, VisibleWriter writer)
    {
        foreach (string value in whole)
            writer.WriteLine($"{indent}{value}");
        WriteTable(table, indent, writer);
    }

    private static void WriteTable(IReadOnlyList<string[]> table, string indent, VisibleWriter writer)
    {
        if (table.Count == 0)
            return;
        table = [.. table.Select(row => Array.ConvertAll(row, Visible.Of))];
        int[] widths = Enumerable.Range(0, table[0].Length).Select(c => table.Max(r => r[c].Length)).ToArray();
        foreach (string[] row in table)
            writer.WriteLine((indent + string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c])))).TrimEnd());
    }
}
