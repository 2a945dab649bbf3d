using TfKeyedExport.Checking.Results;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>The report for people: the verdict in a line, what is wrong or not known, keys with their answers, and what was tried.</summary>
internal static class TextReport
{
    public static void Write(CheckReport report, TextWriter target, bool colour)
    {
        VisibleWriter writer = VisibleWriter.Of(target);
        var style = new TextStyle(colour);
        (StyledText word, string verdict) = VerdictLine.Of(report, style);
        writer.WriteLine($"{word}{verdict}");
        WriteReasons(report, writer);
        WriteDemonstration(report, writer);
        writer.WriteLine();
        WriteTried(report, writer, style);
    }

    private static void WriteReasons(CheckReport report, VisibleWriter writer)
    {
        IEnumerable<string> more = report.Verdict switch
        {
            Verdict.Undecided => report.Outputs.Select(o => o.WhyUndecided).OfType<string>().Except([report.WhyUndecided]).Select(w => Sentence.Of(w!)),
            Verdict.Safe when report.Proof != "proved" => report.Outputs.Select(CulpritText.OfUnproved).OfType<string>().Distinct(),
            _ => [],
        };
        foreach (string sentence in more)
            writer.WriteLine($"  {sentence}");
        foreach (OutputReport output in report.Outputs.Where(o => o.Verdict == Verdict.Unsafe))
            WriteUnsafe(output, writer);
        if (report is { Verdict: Verdict.Unsafe, FailureOfPython: { } python })
        {
            writer.WriteLine();
            writer.WriteLine($"  {python}.");
            writer.WriteLine(string.Concat("    ", Advice.Python));
        }
    }

    private static void WriteUnsafe(OutputReport output, VisibleWriter writer)
    {
        Counterexample example = output.Counterexample!;
        writer.WriteLine();
        writer.WriteLine(output.Reason is { } reason ? $"  {output.Name} ({reason.Name()}): {reason.Meaning()}." : $"  {output.Name}: {example.Explanation}.");
        if (CulpritText.OfUnsafe(output) is { } culprit)
            writer.WriteLine($"    {culprit}");
        writer.WriteLine($"    {CounterexampleText.Sentence(example)}; the call:");
        foreach ((string title, IReadOnlyList<string> whole, IReadOnlyList<string[]> table) in CounterexampleText.Before(example))
        {
            writer.WriteLine($"      {title}{(table.Count > 0 ? ":" : ".")}");
            WriteCall(whole, table, "        ", writer);
        }
        if (example.Calls.Count > 0)
            writer.WriteLine(example.Property == PropertyNames.Threads ? "      this:" : "      and then:");
        WriteCall(CounterexampleText.Whole(example), CounterexampleText.Table(example), "      ", writer);
        writer.WriteLine($"    {Advice.For(output)}");
    }

    private static void WriteDemonstration(CheckReport report, VisibleWriter writer)
    {
        if (DemonstrationText.Shown(report) is not { } shown)
            return;
        writer.WriteLine();
        writer.WriteLine("A few rows sent in shuffled order: the key, the answer that came back in its row, and the answer that the row gets alone.");
        WriteTable(DemonstrationText.Table(shown, report.Verdict != Verdict.Unsafe), "  ", writer);
    }

    private static void WriteTried(CheckReport report, VisibleWriter writer, TextStyle style)
    {
        string keys = report.Keys.Count == 0 ? "no keys: rows were judged as for keys that the host keeps" : $"key {string.Join(", key ", report.Keys)}";
        writer.WriteLine($"Tried on {report.EngineDescription}, {keys}: {Sentence.OfEffort(report)}.");
        if (report.Tried.Length > 0)
            writer.WriteLine($"  {Sentence.Of(report.Tried)}");
        foreach (string note in report.Notes)
            writer.WriteLine($"  Note: {note}.");
        foreach (var alike in report.Properties.OrderBy(p => p.Status != PropertyStatus.Failed).ThenBy(p => p.Status)
            .GroupBy(p => (p.Status, Detail: IsToldByName(p) ? "" : p.Detail)))
        {
            string names = string.Join(", ", alike.Select(p => p.Name));
            writer.WriteLine($"  {Mark(alike.Key.Status, style)}  {names}{(alike.Key.Detail.Length > 0 ? $": {alike.Key.Detail}" : "")}");
        }
    }

    // What failed or was not tried is told with why, and what answers were compared with.
    private static bool IsToldByName(PropertyReport property) =>
        property is { Status: PropertyStatus.Passed, Name: not PropertyNames.EqualsUnkeyed };

    private static StyledText Mark(PropertyStatus status, TextStyle style) => status switch
    {
        PropertyStatus.Passed => style.Good("passed "),
        PropertyStatus.Failed => style.Bad("FAILED "),
        _ => style.Faint("skipped"),
    };

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
