using TfKeyedExport.Checking.Results;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>The report as one HTML page that needs no other file.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root { color-scheme: light dark; --back: #fff; --text: #1d2330; --soft: #5d6675; --line: #c4cad4; --box: #f2f4f7; }
        :root { --good: #1a7f37; --bad: #cf222e; --doubt: #8a5a00; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #14171d; --text: #e4e8ef; --soft: #9aa4b4; --line: #3d4552; --box: #1f242d; --good: #4cc26a; --bad: #ff7b72; --doubt: #d9a441; }
        }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: var(--text); background: var(--back); }
        h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } h1, h2, p, li, td, th { overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; }
        td, th { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; min-width: 5rem; }
        tr + tr td { border-top: 1px solid var(--line); }
        code, .value { font-family: ui-monospace, monospace; }
        .properties td:nth-child(-n+2) { white-space: nowrap; } .skipped { color: var(--soft); }
        .verdict.safe, .passed td:first-child, .safe td { color: var(--good); } .verdict.unsafe, .failed td:first-child, .unsafe td { color: var(--bad); }
        .verdict.undecided, .undecided td { color: var(--doubt); }
        .verdict { font-size: 1.2rem; font-weight: 600; }
        .way { display: block; width: 100%; max-width: 40rem; height: auto; font: 14px ui-monospace, monospace; fill: var(--text); }
        .way rect { fill: var(--box); stroke: var(--line); } .way path { fill: none; stroke: var(--soft); stroke-width: 1.5; }
        .way .name { font-weight: 600; } .way .fold { fill: var(--soft); font-style: italic; }
        .way .culprit rect { stroke: var(--bad); stroke-width: 2; } .way .culprit text { fill: var(--bad); }
        .way .unknown rect { stroke: var(--doubt); stroke-width: 2; } .way .unknown text { fill: var(--doubt); }
        """;

    public static void Write(CheckReport report, TextWriter writer)
    {
        string safe = report.Verdict.Name();
        writer.WriteLine("<!DOCTYPE html>");
        writer.WriteLine($"<html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            + $"<title>{Visible.Html(report.Model)}: keys are {safe}</title><style>");
        writer.WriteLine(Style);
        writer.WriteLine("</style></head><body>");
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
        writer.WriteLine("<h2>Properties</h2><div class=\"scroll\"><table class=\"properties\">");
        foreach (PropertyReport property in report.Properties)
            writer.WriteLine(
                $"<tr class=\"{property.Status.Name()}\"><td>{property.Status.Name()}</td><td>{property.Name}</td>"
                    + $"<td>{Visible.Html(property.Detail)}</td></tr>");
        writer.WriteLine("</table></div>");
        WriteDemonstration(report, writer);
        if (report.Notes.Count > 0)
            writer.WriteLine($"<h2>Notes</h2><ul>{string.Concat(report.Notes.Select(n => $"<li>{Visible.Html(n)}</li>"))}</ul>");
        writer.WriteLine("</body></html>");
    }

    private static void WriteOutputs(CheckReport report, TextWriter writer)
    {
        writer.WriteLine("<h2>Outputs</h2><div class=\"scroll\"><table><tr><th>output</th><th>verdict</th><th></th></tr>");
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
            writer.WriteLine(WayDrawing.Svg(output));
            WriteCounterexample(output.Counterexample!, writer);
            writer.WriteLine($"<p>{Visible.Html(Advice.For(output))}</p>");
        }
        foreach (OutputReport output in report.Outputs.Where(o => CulpritText.OfUnproved(o) is not null))
        {
            writer.WriteLine($"<h2>What stood in the way of a proof of <code>{Visible.Html(output.Name)}</code></h2>");
            writer.WriteLine($"<p>{Visible.Html(CulpritText.OfUnproved(output)!)}</p>{WayDrawing.Svg(output)}");
        }
        if (report.FailureOfPython is { } python)
            writer.WriteLine($"<h2>Why the model is unsafe in Python</h2><p>{Visible.Html(python)}.</p><p>{Visible.Html(Advice.Python)}</p>");
    }

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
        writer.WriteLine($"<div class=\"scroll\"><table><tr>{string.Concat(table[0].Select(c => $"<th>{Visible.Html(c)}</th>"))}</tr>");
        foreach (string[] row in table.Skip(1))
            writer.WriteLine($"<tr class=\"value\">{string.Concat(row.Select(c => $"<td>{Visible.Html(c)}</td>"))}</tr>");
        writer.WriteLine("</table></div>");
    }
}
