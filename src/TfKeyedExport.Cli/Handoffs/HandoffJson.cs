using System.Text.Json;
using TfKeyedExport.Benchmarking;
using TfKeyedExport.Cli.Printing;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Handoff;

namespace TfKeyedExport.Cli.Handoffs;

/// <summary>Tells a hand-over as one JSON document.</summary>
internal static class HandoffJson
{
    public static void Print(Terminal terminal, HandoffResult result) => JsonOutput.Write(terminal, json =>
    {
        json.WriteStartObject();
        json.WriteString("name"u8, result.Name);
        json.WriteNumber("version"u8, result.Version);
        json.WriteString("folder"u8, result.Copy.Folder);
        json.WriteString("verdict"u8, result.Report.Verdict.ToString().ToLowerInvariant());
        json.WriteString("proof"u8, result.Report.Proof);
        json.WriteString("signature"u8, result.Report.Signature);
        json.WriteStartObject("batch_sizes"u8);
        json.WriteStartArray("allowed"u8);
        foreach (int size in result.Batches.Sizes)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteBoolean("joined"u8, result.Batches.WhyAlone is null);
        json.WriteString("engine"u8, result.Batches.Engine);
        WriteFigures(json, result.Batches.Figures);
        json.WriteEndObject();
        json.WriteStartObject("warmup_records"u8);
        json.WriteNumber("own"u8, result.WarmupRecords.Own);
        json.WriteNumber("made"u8, result.WarmupRecords.Made);
        json.WriteEndObject();
        WriteTexts(json, "written", result.Written);
        WriteTexts(json, "kept", result.Kept);
        json.WriteStartObject("commands"u8);
        foreach ((string name, string command) in result.Commands)
            json.WriteString(name, command);
        json.WriteEndObject();
        WriteTexts(json, "live_checks", result.LiveChecks);
        WriteTexts(json, "notes", result.Notes);
        json.WriteEndObject();
    });

    private static void WriteFigures(Utf8JsonWriter json, IReadOnlyList<BatchFigures> measured)
    {
        json.WriteStartArray("measured"u8);
        foreach (BatchFigures figures in measured)
        {
            json.WriteStartObject();
            json.WriteNumber("batch_size"u8, figures.BatchSize);
            json.WriteNumber("p50_us"u8, Math.Round(figures.P50, 3));
            json.WriteNumber("p99_us"u8, Math.Round(figures.P99, 3));
            json.WriteNumber("rows_per_second"u8, Math.Round(figures.RowsPerSecond, 1));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
