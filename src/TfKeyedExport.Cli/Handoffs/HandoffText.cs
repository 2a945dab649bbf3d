using System.Globalization;
using TfKeyedExport.Benchmarking;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Handoff;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Handoffs;

/// <summary>Tells a hand-over to people: what was published, what it may be trusted with, and what to do next.</summary>
/// <param name="terminal">Where to print.</param>
internal sealed class HandoffText(Terminal terminal)
{
    private readonly VisibleWriter _out = terminal.Out;
    private readonly TextStyle _style = terminal.Style;

    public void Print(HandoffResult result)
    {
        CheckReport report = result.Report;
        StyledText verdict = report.Verdict switch
        {
            Verdict.Safe => _style.Good(report.Proof == "proved" ? "safe, proved" : "safe as far as tested"),
            Verdict.Unsafe => _style.Bad("UNSAFE, and handed over all the same"),
            _ => _style.Warning("UNDECIDED, and handed over all the same"),
        };
        _out.WriteLine($"{_style.Good("Handed over")} {result.Name}, version {result.Version}: {verdict}");
        _out.WriteLine($"  {result.Copy.Folder}");
        _out.WriteLine($"  checked on {report.EngineDescription}, signature {report.Signature}");
        PrintSizes(result);
        (int own, int made) = result.WarmupRecords;
        if (own + made > 0)
            _out.WriteLine($"  {made} warm-up {(made == 1 ? "request" : "requests")}, one a batch size{(own > 0 ? $", behind {own} of the model's own" : "")}");
        foreach (string note in result.Notes)
            _out.WriteLine($"{_style.Warning("note:")} {note}");
        _out.WriteLine();
        _out.WriteLine($"{_style.Bold("Written:")} {string.Join(", ", result.Written)}");
        foreach (string kept in result.Kept)
            _out.WriteLine($"{_style.Warning("kept:")} {kept} was changed by somebody, so it stays; compare it with {kept}.new");
        foreach ((string name, string command) in result.Commands.Where(c => c.Name is "Docker Compose" or "tfkeyed"))
        {
            _out.WriteLine();
            _out.WriteLine(_style.Bold($"To serve it with {name}"));
            foreach (string line in command.Split('\n'))
                _out.WriteLine($"  {line}");
        }
        _out.WriteLine();
        _out.WriteLine(_style.Bold("To check it live"));
        foreach (string command in result.LiveChecks)
            _out.WriteLine($"  {command}");
        _out.WriteLine("README.md there has the rest.");
    }

    private void PrintSizes(HandoffResult result)
    {
        if (result.Batches.Figures.Count == 0)
        {
            _out.WriteLine($"  batch sizes {string.Join(", ", result.Batches.Sizes)}, as given");
            return;
        }
        _out.WriteLine($"  batch sizes {string.Join(", ", result.Batches.Sizes)}, measured on {result.Batches.Engine}:");
        foreach (BatchFigures figures in result.Batches.Figures)
        {
            string taken = result.Batches.Sizes.Contains(figures.BatchSize) ? "  taken" : "";
            _out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"    {figures.BatchSize,5} rows  p50 {figures.P50,9:N1} us  p99 {figures.P99,9:N1} us  {figures.RowsPerSecond,11:N0} rows/s{taken}"));
        }
    }
}
