using TfKeyedExport.Checking.Results;
using TfKeyedExport.Formats.Pages;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>The report as one HTML page that needs no other file.</summary>
internal static class HtmlReport
{
    // What this kind of page has beyond the style of all.
    private const string Style = """
        .verdict { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; margin: .75rem 0; padding: .75rem 1.125rem;
          border-radius: .625rem;
          border: 1px solid var(--line); border-left: .375rem solid var(--doubt); background: var(--doubt-tint); color: var(--doubt);
          font-size: 1.2rem; font-weight: 600; }
        .verdict.safe { border-left-color: var(--good); background: var(--good-tint); color: var(--good); }
        .verdict.unsafe { border-left-color: var(--bad); background: var(--bad-tint); color: var(--bad); }
        .properties td:nth-child(-n+2) { white-space: nowrap; } .properties td:nth-child(2) { font-family: var(--mono); font-size: .8125rem; }
        .properties td:nth-child(3) { min-width: 16rem; } .skipped { color: var(--soft); }
        .passed td:first-child, .safe td:nth-child(2) { color: var(--good); } .failed td:first-child, .unsafe td:nth-child(2) { color: var(--bad);
          font-weight: 600; }
        .undecided td:nth-child(2) { color: var(--doubt); }
        td { min-width: 5rem; }
        @media (max-width: 40rem) {
          .properties tr { display: grid; grid-template-columns: auto 1fr; } .properties tr + tr { border-top: 1px solid var(--line); }
          .properties tr + tr td { border: 0; } .properties td:nth-child(3) { grid-column: 1 / -1; min-width: 0; padding-top: 0; }
        }
        .way { display: block; width: 100%; min-width: 36rem; max-width: 42rem; height: auto; margin: .75rem 0; font: 14px var(--mono); fill: var(--text); }
        .way rect { fill: var(--card); stroke: var(--line); } .way path { fill: none; stroke: var(--edge); stroke-width: 1.5; }
        .way .name { font-weight: 600; } .way .fold { fill: var(--soft); font-style: italic; }
        .way .culprit rect { fill: var(--bad-tint); stroke: var(--bad); stroke-width: 2; } .way .culprit text { fill: var(--bad); }
        .way .unknown rect { fill: var(--doubt-tint); stroke: var(--doubt); stroke-width: 2; } .way .unknown text { fill: var(--doubt); }

        """;

    public static void Write(CheckReport report, TextWriter writer)
    {
        string safe = report.Verdict.Name();
        PageHead.Write(writer, $"{report.Model}: keys are {safe}", Style);
        writer.WriteLine($"<h1>{Visible.Html(report.Model)}, signature <code>{Visible.Html(report.Signature)}</code></h1>");
        string how = report.Verdict != Verdict.Safe ? "" : report.Proof == "proved" ? ", proved" : " as far as tested";
        writer.WriteLine($"<p class=\"verdict {safe}\">Keys are {safe}{how}.</p>");
        if (report.WhyUndecided is { } why)
            writer.WriteLine($"<p>{Visible.Html(Sentence.Of(why))}</p>");
        string effort = Sentence.OfEffort(report);
        writer.WriteLine(
            $"<p>{Visible.Html(report.Proof)} on {Visible.Html(report.EngineDescription)}: {effort}. "
                + $"Keys: {Visible.Html(report.Keys.Count == 0 ? "none" : string.Join(", ", report.Keys))}.</p>");
        if (report.Tried.Length > 0)
            writer.WriteLine($"<p>Tried: {Visible.Html(report.Tried)}.</p>");
        WriteOutputs(report, writer);
        writer.WriteLine("<h2>Properties</h2><div class=\"card scroll\"><table class=\"properties\">");
        foreach (PropertyReport property in report.Properties)
            writer.WriteLine(
                $"<tr class=\"{property.Status.Name()}\"><td>{property.Status.Name()}</td><td>{property.Name}</td>"
                    + $"<td>{Visible.Html(property.Detail)}</td></tr>");
        writer.WriteLine("</table></div>");
        WriteDemonstration(report, writer);
        if (report.Notes.Count > 0)
            writer.WriteLine($"<h2>Notes</h2><ul>{string.Concat(report.Notes.Select(n => $"<li>{Visible.Html(n)}</li>"))}</ul>");
        PageHead.End(writer);
    }

    private static void WriteOutputs(CheckReport report, TextWriter writer)
    {
        writer.WriteLine("<h2>Outputs</h2><div class=\"card scroll\"><table><tr><th>output</th><th>verdict</th><th></th></tr>");
        foreach (OutputReport output in report.Outputs)
        {
            string kind = output.IsKey ? "a key that comes back" : output.Scalar ? "one value for the whole batch, which belongs to no key" : "";
            string verdict = output.Verdict.Name();
            string word = output.Reason?.Name() ?? (output.Verdict != Verdict.Safe ? verdict : output.IsProved ? "safe, proved" : "safe as far as tested");
            writer.WriteLine(
                $"<tr class=\"{verdict}\"><td class=\"value\">{Visible.Html(output.Name)}</td><td>{word}</td><td>{kind}</td></tr>");
        }
        writer.WriteLine("</table></div>");
        foreach (OutputReport output in report.Outputs.Where(o => o.Counterexample is not null))
        {
            writer.WriteLine($"<h2>Why <code>{Visible.Html(output.Name)}</code> is unsafe</h2>");
            if (output.Reason is { } reason)
                writer.WriteLine($"<p>Because {Visible.Html(reason.Meaning())}.</p>");
            if (CulpritText.OfUnsafe(output) is { } culprit)
                writer.WriteLine($"<p>{Visible.Html(culprit)}</p>");
            writer.WriteLine(Way(output));
            WriteCounterexample(output.Counterexample!, writer);
            writer.WriteLine($"<p>{Visible.Html(Advice.For(output))}</p>");
        }
        foreach (OutputReport output in report.Outputs.Where(o => CulpritText.OfUnproved(o) is not null))
        {
            writer.WriteLine($"<h2>What stood in the way of a proof of <code>{Visible.Html(output.Name)}</code></h2>");
            writer.WriteLine($"<p>{Visible.Html(CulpritText.OfUnproved(output)!)}</p>{Way(output)}");
        }
        if (report.FailureOfPython is { } python)
            writer.WriteLine($"<h2>Why the model is unsafe in Python</h2><p>{Visible.Html(python)}.</p><p>{Visible.Html(Advice.Python)}</p>");
    }

    private static string Way(OutputReport output) => WayDrawing.Svg(output) is { Length: > 0 } svg ? $"<div class=\"scroll\">{svg}</div>" : "";

    private static void WriteCounterexample(Counterexample example, TextWriter writer)
    {
        writer.WriteLine($"<p>{Visible.Html(Sentence.Of(CounterexampleText.Sentence(example)))} The call:</p>");
        foreach ((string title, IReadOnlyList<string> whole, IReadOnlyList<string[]> table) in CounterexampleText.Before(example))
        {
            writer.WriteLine($"<p>{Visible.Html(title)}{(table.Count > 0 ? ":" : ".")}</p>");
            WriteCall(whole, table, writer);
        }
        if (example.Calls.Count > 0)
            writer.WriteLine(example.Property == PropertyNames.Threads ? "<p>this:</p>" : "<p>and then:</p>");
        WriteCall(CounterexampleText.Whole(example), CounterexampleText.Table(example), writer);
    }

    private static void WriteCall(IReadOnlyList<string> whole, IReadOnlyList<string[]> table, TextWriter writer)
    {
        foreach (string value in whole)
            writer.WriteLine($"<p class=\"value\">{Visible.Html(value)}</p>");
        if (table.Count > 0)
            WriteTable(table, writer);
    }

    private static void WriteDemonstration(CheckReport report, TextWriter writer)
    {
        if (DemonstrationText.Shown(report) is not { } shown)
            return;
        writer.WriteLine("<h2>A few keys in shuffled order</h2>");
        WriteTable(DemonstrationText.Table(shown, report.Verdict != Verdict.Unsafe), writer);
    }

    private static void WriteTable(IReadOnlyList<string[]> table, TextWriter writer)
    {
        writer.WriteLine($"<div class=\"card scroll\"><table><tr>{string.Concat(table[0].Select(c => $"<th>{Visible.Html(c)}</th>"))}</tr>");
        foreach (string[] row in table.Skip(1))
            writer.WriteLine($"<tr class=\"value\">{string.Concat(row.Select(c => $"<td>{Visible.Html(c)}</td>"))}</tr>");
        writer.WriteLine("</table></div>");
    }
}
