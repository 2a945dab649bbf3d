using System.Globalization;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>The report as one HTML page that needs no other file.</summary>
internal static class HtmlReport
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
        h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
        table { border-collapse: collapse; } td, th { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; }
        code, .value { font-family: ui-monospace, monospace; }
        .passed, .safe { color: #1a7f37; } .failed, .unsafe { color: #cf222e; } .skipped { opacity: .6; } .undecided { color: #9a6700; }
        .verdict { font-size: 1.2rem; font-weight: 600; }
        """;

    public static void Write(CheckReport report, TextWriter writer)
    {
        string safe = report.Verdict.Name();
        writer.WriteLine("<!DOCTYPE html>");
        writer.WriteLine($"<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{Visible.Html(report.Model)}: keys are {safe}</title><style>");
        writer.WriteLine(Style);
        writer.WriteLine("</style></head><body>");
        writer.WriteLine($"<h1>{Visible.Html(report.Model)}, signature <code>{Visible.Html(report.Signature)}</code></h1>");
        writer.WriteLine($"<p class=\"verdict {safe}\">Keys are {safe}.</p>");
        if (report.WhyUndecided is { } why)
            writer.WriteLine($"<p>{Visible.Html(Sentence.Of(why))}</p>");
        string effort = string.Create(
            CultureInfo.InvariantCulture, $"{report.Calls} calls with {report.Rows} sample rows, seed {report.Seed}, {report.Elapsed.TotalSeconds:0.00} s");
        writer.WriteLine(
            $"<p>{Visible.Html(report.Proof)} on {Visible.Html(report.EngineDescription)}: {effort}. "
                + $"Keys: {Visible.Html(report.Keys.Count == 0 ? "none" : string.Join(", ", report.Keys))}.</p>");
        WriteOutputs(report, writer);
        writer.WriteLine("<h2>Properties</h2><table>");
        foreach (PropertyReport property in report.Properties)
            writer.WriteLine(
                $"<tr class=\"{property.Status.Name()}\"><td>{property.Status.Name()}</td><td>{property.Name}</td>"
                    + $"<td>{Visible.Html(property.Detail)}</td></tr>");
        writer.WriteLine("</table>");
        WriteDemonstration(report, writer);
        if (report.Notes.Count > 0)
            writer.WriteLine($"<h2>Notes</h2><ul>{string.Concat(report.Notes.Select(n => $"<li>{Visible.Html(n)}</li>"))}</ul>");
        writer.WriteLine("</body></html>");
    }

    private static void WriteOutputs(CheckReport report, TextWriter writer)
    {
        writer.WriteLine("<h2>Outputs</h2><table><tr><th>output</th><th>verdict</th><th></th></tr>");
        foreach (OutputReport output in report.Outputs)
        {
            string kind = output.IsKey ? "a key that comes back" : output.Scalar ? "one value for the whole batch, which belongs to no key" : "";
            string verdict = output.Verdict.Name();
            writer.WriteLine(
                $"<tr class=\"{verdict}\"><td class=\"value\">{Visible.Html(output.Name)}</td><td>{output.Reason?.Name() ?? verdict}</td><td>{kind}</td></tr>");
        }
        writer.WriteLine("</table>");
        foreach (OutputReport output in report.Outputs.Where(o => o.Counterexample is not null))
        {
            writer.WriteLine($"<h2>Why <code>{Visible.Html(output.Name)}</code> is unsafe</h2>");
            if (output.Reason is { } reason)
                writer.WriteLine($"<p>Because {Visible.Html(reason.Meaning())}.</p>");
            writer.WriteLine($"<p>{Visible.Html(CounterexampleText.Sentence(output.Counterexample!))}. The call:</p>");
            WriteTable(CounterexampleText.Table(output.Counterexample!), writer);
            writer.WriteLine($"<p>{Visible.Html(Advice.For(output))}</p>");
        }
        if (report.FailureOfPython is { } python)
            writer.WriteLine($"<h2>Why the model is unsafe in Python</h2><p>{Visible.Html(python)}.</p><p>{Visible.Html(Advice.Python)}</p>");
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
        writer.WriteLine($"<table><tr>{string.Concat(table[0].Select(c => $"<th>{Visible.Html(c)}</th>"))}</tr>");
        foreach (string[] row in table.Skip(1))
            writer.WriteLine($"<tr class=\"value\">{string.Concat(row.Select(c => $"<td>{Visible.Html(c)}</td>"))}</tr>");
        writer.WriteLine("</table>");
    }
}
