using System.Globalization;
using System.Text.Json;
using TfKeyedExport.Benchmarking;
using TfKeyedExport.Cli.Printing;
using TfKeyedExport.Cli.Terminals;

namespace TfKeyedExport.Cli.Benchmarking;

/// <summary>Shows a benchmark as one JSON document.</summary>
internal static class BenchJson
{
    public static void Print(Terminal terminal, BenchOutcome outcome) => JsonOutput.Write(terminal, json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, outcome.Model);
        json.WriteString("signature"u8, outcome.Report.Signature);
        json.WriteNumber("seconds"u8, outcome.Duration.TotalSeconds);
        if (outcome.Latency is { } latency)
            json.WriteNumber("latency_ms"u8, latency.TotalMilliseconds);
        json.WriteStartArray("engines"u8);
        foreach (EngineFigures engine in outcome.Report.Engines)
            Write(json, engine, outcome.AdviceFor(engine));
        json.WriteEndArray();
        json.WriteStartArray("ratios"u8);
        foreach (SpeedRatio ratio in outcome.Report.Ratios)
            Write(json, ratio);
        json.WriteEndArray();
        json.WriteStartArray("notes"u8);
        foreach (string note in outcome.Notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, EngineFigures engine, BatchSizeAdvice advice)
    {
        json.WriteStartObject();
        json.WriteString("engine"u8, engine.Engine);
        json.WriteString("description"u8, engine.Description);
        json.WriteNumber("load_ms"u8, Rounded(engine.Load.TotalMilliseconds));
        json.WriteNumber("first_load_ms"u8, Rounded(engine.FirstLoad.TotalMilliseconds));
        json.WriteStartArray("batches"u8);
        foreach (BatchFigures batch in engine.Batches)
        {
            json.WriteStartObject();
            json.WriteNumber("batch_size"u8, batch.BatchSize);
            json.WriteNumber("calls"u8, batch.Calls);
            json.WriteNumber("p50_us"u8, Rounded(batch.P50));
            json.WriteNumber("p99_us"u8, Rounded(batch.P99));
            json.WriteNumber("rows_per_second"u8, Rounded(batch.RowsPerSecond));
            json.WriteNumber("allocated_bytes"u8, batch.AllocatedBytes);
            json.WriteNumber("answer_bytes"u8, batch.AnswerBytes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("allowed_batch_sizes"u8);
        foreach (int size in advice.AllowedBatchSizes)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        if (advice.MaxBatchSize is { } largest)
            json.WriteNumber("max_batch_size"u8, largest);
        else
            json.WriteNull("max_batch_size"u8);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SpeedRatio ratio)
    {
        json.WriteStartObject();
        json.WriteString("engine"u8, ratio.Engine);
        json.WriteString("than"u8, ratio.Than);
        json.WriteNumber("load"u8, Rounded(ratio.Load));
        json.WriteStartObject("p50"u8);
        foreach ((int size, double value) in ratio.P50)
            json.WriteNumber(size.ToString(CultureInfo.InvariantCulture), Rounded(value));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>No digits that were not measured.</summary>
    private static double Rounded(double value) => value >= 1000 ? Math.Round(value) : Math.Round(value, 3);
}
