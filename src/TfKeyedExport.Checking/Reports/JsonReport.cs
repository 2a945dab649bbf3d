using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Hosting.Placement;
using TfKeyedExport.Tensors;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>
/// The JSON document of a check. Fields are only ever added to it; tensors are in the golden form, so that a counterexample can be run again.
/// </summary>
internal static class JsonReport
{
    public static void Write(CheckReport report, Stream stream)
    {
        var document = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(document, Options))
            Write(report, json);
        VisibleJson.Write(document.WrittenSpan, stream);
        stream.WriteByte((byte)'\n');
    }

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Write(CheckReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("verdict"u8, report.Verdict.Name());
        if (report.WhyUndecided is { } why)
            json.WriteString("undecided"u8, why);
        json.WriteString("proof"u8, report.Proof);
        json.WriteString("engine"u8, report.Engine);
        json.WriteStartObject("outputs"u8);
        foreach (OutputReport output in report.Outputs)
            Write(json, output);
        json.WriteEndObject();
        json.WriteStartArray("properties"u8);
        foreach (PropertyReport property in report.Properties)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, property.Name);
            json.WriteString("status"u8, property.Status.Name());
            json.WriteString("detail"u8, property.Detail);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteCircumstances(json, report);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OutputReport output)
    {
        json.WriteStartObject(output.Name);
        json.WriteString("verdict"u8, output.Verdict.Name());
        json.WriteString("reason"u8, output.Reason?.Name());
        if (output.WhyUndecided is { } why)
            json.WriteString("undecided"u8, why);
        json.WriteString("proof"u8, output.IsProved ? "proved"u8 : "tested"u8);
        json.WriteBoolean("scalar"u8, output.Scalar);
        json.WriteBoolean("key"u8, output.IsKey);
        json.WritePropertyName("culprit"u8);
        if (output.Culprit is { } culprit)
            Write(json, culprit);
        else
            json.WriteNullValue();
        json.WritePropertyName("counterexample"u8);
        if (output.Counterexample is { } example)
            Write(json, example);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Culprit culprit)
    {
        json.WriteStartObject();
        json.WriteString("node"u8, culprit.Node);
        json.WriteString("op"u8, culprit.Op);
        json.WriteString("source"u8, culprit.Source);
        json.WriteString("function"u8, culprit.Function);
        json.WriteString("what"u8, culprit.What);
        json.WriteStartArray("way"u8);
        foreach (WayStep step in culprit.Way)
        {
            json.WriteStartObject();
            json.WriteString("node"u8, step.Node);
            json.WriteString("op"u8, step.Op);
            json.WriteString("function"u8, step.Function);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Counterexample example)
    {
        json.WriteStartObject();
        json.WriteString("property"u8, example.Property);
        json.WriteString("explanation"u8, example.Explanation);
        if (example.Calls.Count > 0)
        {
            json.WriteStartArray("calls"u8);
            foreach (IReadOnlyDictionary<string, Tensor> call in example.Calls)
                Write(json, call);
            json.WriteEndArray();
        }
        if (example.Times.Count > 0)
        {
            json.WriteStartArray("times"u8);
            foreach (DateTimeOffset time in example.Times)
                json.WriteStringValue(time);
            json.WriteEndArray();
        }
        json.WritePropertyName("inputs"u8);
        Write(json, example.Inputs);
        if (example.Row >= 0)
            json.WriteNumber("row"u8, example.Row);
        json.WritePropertyName("expected"u8);
        if (example.Expected is { } expected)
            TensorJson.Write(json, expected);
        else
            json.WriteNullValue();
        json.WritePropertyName("got"u8);
        TensorJson.Write(json, example.Got);
        if (example.Other is { } other)
        {
            json.WritePropertyName("other"u8);
            TensorJson.Write(json, other);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, Tensor> inputs)
    {
        json.WriteStartObject();
        foreach ((string name, Tensor value) in inputs)
        {
            json.WritePropertyName(name);
            TensorJson.Write(json, value);
        }
        json.WriteEndObject();
    }

    private static void WritePlacement(Utf8JsonWriter json, RunTrace placement)
    {
        json.WriteStartObject("placement"u8);
        foreach (IGrouping<string, NodePlacement> device in placement.Computation.GroupBy(n => n.Device).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(device.Key);
            foreach (NodePlacement node in device)
            {
                json.WriteStartObject();
                json.WriteString("node"u8, node.Node);
                json.WriteString("op"u8, node.Operation);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteCircumstances(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteString("model"u8, report.Model);
        json.WriteString("signature"u8, report.Signature);
        if (report.Placement is { } placement)
            WritePlacement(json, placement);
        json.WriteStartArray("keys"u8);
        foreach (KeyPair key in report.Keys)
        {
            json.WriteStartObject();
            json.WriteString("input"u8, key.Input);
            json.WriteString("output"u8, key.Output);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("engine_description"u8, report.EngineDescription);
        json.WriteNumber("rows"u8, report.Rows);
        json.WriteNumber("calls"u8, report.Calls);
        json.WriteNumber("seed"u8, report.Seed);
        json.WriteNumber("seeds"u8, report.Seeds);
        json.WriteString("tried"u8, report.Tried);
        json.WriteNumber("seconds"u8, Math.Round(report.Elapsed.TotalSeconds, 3));
        json.WriteNumber("proofSeconds"u8, Math.Round(report.ProofElapsed.TotalSeconds, 5));
        json.WriteStartArray("notes"u8);
        foreach (string note in report.Notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
    }
}
