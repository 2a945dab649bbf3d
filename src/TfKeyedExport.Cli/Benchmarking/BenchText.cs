using System.Globalization;
using TfKeyedExport.Benchmarking;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Benchmarking;

/// <summary>Shows a benchmark to people.</summary>
/// <param name="terminal">Where to print.</param>
internal sealed class BenchText(Terminal terminal)
{
    private readonly VisibleWriter _out = terminal.Out;
    private readonly TextStyle _style = terminal.Style;

    public void Print(BenchOutcome outcome)
    {
        BenchReport report = outcome.Report;
        _out.WriteLine(_style.Bold($"{outcome.Model}, signature {report.Signature}"));
        _out.WriteLine($"  each engine ran each batch size for {Number(outcome.Duration.TotalSeconds)} s, in turns, on the same rows");
        foreach (string note in outcome.Notes)
            _out.WriteLine($"  {note}");
        PrintLoads(report);
        PrintBatches(report);
        foreach (EngineFigures engine in report.Engines)
            PrintAdvice(engine, outcome.AdviceFor(engine), outcome.Latency);
    }

    private void PrintLoads(BenchReport report)
    {
        _out.WriteLine();
        _out.WriteLine(_style.Bold("load (the folder read, opened and prepared)"));
        foreach (EngineFigures engine in report.Engines)
        {
            _out.WriteLine(
                $"  {engine.Engine,-10} {Number(engine.Load.TotalMilliseconds),9} ms{Times(report, engine, r => r.Load)}; "
                    + $"the first time {Number(engine.FirstLoad.TotalMilliseconds)} ms, the engine's own start included  ({engine.Description})");
        }
    }

    private void PrintBatches(BenchReport report)
    {
        _out.WriteLine();
        _out.WriteLine(_style.Bold($"{"batch",7}  {"engine",-10} {"p50 us",10} {"p99 us",10} {"rows/s",12} {"bytes/call",11} {"answers",11}"));
        for (int i = 0; i < report.Engines[0].Batches.Count; i++)
        {
            foreach (EngineFigures engine in report.Engines)
            {
                BatchFigures batch = engine.Batches[i];
                int size = i;
                _out.WriteLine(
                    $"{batch.BatchSize,7}  {engine.Engine,-10} {Number(batch.P50),10} {Number(batch.P99),10} {Whole(batch.RowsPerSecond),12} "
                        + $"{Whole(batch.AllocatedBytes),11} {Whole(batch.AnswerBytes),11}{Times(report, engine, r => r.P50[size].Ratio)}");
            }
        }
        _out.WriteLine(_style.Faint(
            "  bytes/call: managed memory that a call allocates, its answers included, a native library's own left out; "
                + "answers: the bytes of their elements,"));
        _out.WriteLine(_style.Faint("  of which a key that is passed on may share its input's memory"));
    }

    private void PrintAdvice(EngineFigures engine, BatchSizeAdvice advice, TimeSpan? latency)
    {
        string limit = latency is { } within ? $" with a p99 within {Number(within.TotalMilliseconds)} ms" : "";
        _out.WriteLine();
        _out.WriteLine(_style.Bold($"allowed batch sizes on {engine.Engine}{limit}"));
        if (advice.MaxBatchSize is not { } largest)
        {
            BatchFigures quickest = engine.Batches.MinBy(b => b.P99)!;
            _out.WriteLine($"  {_style.Warning("none:")} the quickest, {quickest.BatchSize}, has a p99 of {Number(quickest.P99 / 1000)} ms");
            return;
        }
        _out.WriteLine(
            $"  {string.Join(", ", advice.AllowedBatchSizes)}, and max_batch_size {largest}: within 10% of {Whole(advice.BestRowsPerSecond)} rows/s, the best");
    }

    /// <summary>How many times slower than the first engine another one is; nothing beside the first.</summary>
    private StyledText Times(BenchReport report, EngineFigures engine, Func<SpeedRatio, double> value)
    {
        SpeedRatio? ratio = report.Ratios.FirstOrDefault(r => r.Than == engine.Engine);
        return ratio is null || ReferenceEquals(engine, report.Engines[0]) ? "" : _style.Key($"  {Number(value(ratio))} times {ratio.Engine}");
    }

    private static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(value >= 100 ? "N0" : value >= 10 ? "0.0" : "0.0#", CultureInfo.InvariantCulture);
}
