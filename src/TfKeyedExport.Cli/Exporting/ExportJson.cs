using System.Text.Json;
using TfKeyedExport.Checking;
using TfKeyedExport.Cli.Printing;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels.Publishing;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Cli.Exporting;

/// <summary>Tells an export as one JSON document.</summary>
/// <param name="terminal">Where to print.</param>
internal sealed class ExportJson(Terminal terminal) : IExportPrinter
{
    /// <inheritdoc/>
    public void PrintPlan(KeyingPlan plan, string output) => JsonOutput.Write(terminal, json =>
    {
        json.WriteStartObject();
        WritePlan(json, plan, output, published: false);
        json.WriteBoolean("dry_run"u8, true);
        json.WriteEndObject();
    });

    /// <inheritdoc/>
    public void PrintOutcome(ExportOutcome outcome) => JsonOutput.Write(terminal, json =>
    {
        json.WriteStartObject();
        WritePlan(json, outcome.Plan, outcome.Result.Folder, outcome.Published);
        json.WriteString("variables"u8, Name(outcome.Result.Variables));
        json.WriteNumber("carried_files"u8, outcome.Result.CarriedFiles);
        json.WriteNumber("carried_bytes"u8, outcome.Result.CarriedBytes);
        json.WriteNumber("graph_bytes"u8, outcome.Result.GraphBytes);
        if (outcome.Check is { } check)
        {
            json.WritePropertyName("check"u8);
            using var report = new MemoryStream();
            check.WriteJson(report);
            json.WriteRawValue(report.GetBuffer().AsSpan(0, (int)report.Length));
        }
        json.WriteNumber("elapsed_ms"u8, Math.Round(outcome.Elapsed.TotalMilliseconds, 3));
        json.WriteEndObject();
    });

    /// <summary>The option's spelling of a way to carry variables over.</summary>
    public static string Name(VariableCopy variables) => variables switch
    {
        VariableCopy.Reflink => "reflink",
        VariableCopy.HardLink => "hardlink",
        VariableCopy.Copy => "copy",
        _ => "auto",
    };

    private static void WritePlan(Utf8JsonWriter json, KeyingPlan plan, string output, bool published)
    {
        json.WriteString("model"u8, plan.Model.Folder);
        json.WriteString("output"u8, Path.GetFullPath(output));
        json.WriteBoolean("published"u8, published);
        json.WriteString("signature"u8, plan.Request.Signature);
        json.WriteStartArray("metagraphs"u8);
        foreach (MetaGraphPlan metaGraph in plan.MetaGraphs)
            WriteMetaGraph(json, metaGraph);
        json.WriteEndArray();
        WriteTexts(json, "notes", plan.Notes);
    }

    private static void WriteMetaGraph(Utf8JsonWriter json, MetaGraphPlan plan)
    {
        json.WriteStartObject();
        WriteTexts(json, "tags", plan.Tags);
        json.WriteString("source"u8, plan.Source.ToString());
        json.WriteStartArray("keys"u8);
        foreach (KeySpec key in plan.Keys)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, key.Name);
            json.WriteString("dtype"u8, key.Type.ProtoName());
            json.WritePropertyName("shape"u8);
            SignatureJson.Write(json, key.Shape ?? TensorShape.Unknown);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WritePropertyName("before"u8);
        SignatureJson.Write(json, plan.Before);
        json.WritePropertyName("after"u8);
        SignatureJson.Write(json, plan.After);
        json.WriteBoolean("replaces"u8, plan.ReplacesSignature);
        json.WriteString("kept_as"u8, plan.KeptAs);
        WriteTexts(json, "nodes", plan.Nodes.Select(n => n.ToString()));
        WriteTexts(json, "functions", plan.Functions.Select(f => f.ToString()));
        WriteTexts(json, "captures", plan.Captures.Select(c => c.ToString()));
        WriteTexts(json, "notes", plan.Notes);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
