using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Tensors;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Replaying;

/// <summary>The JSON document of a replay.</summary>
internal static class ReplayJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(ReplayReport report, Stream stream)
    {
        var document = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(document, Options))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, report.Model);
            json.WriteString("signature"u8, report.Signature);
            json.WriteString("engine"u8, report.Engine);
            json.WriteStartArray("replayed"u8);
            foreach (ReplayedFinding finding in report.Findings)
                Write(json, finding);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        VisibleJson.Write(document.WrittenSpan, stream);
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, ReplayedFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("output"u8, finding.Recorded.Output);
        json.WriteString("reason"u8, finding.Recorded.Reason?.Name());
        json.WriteString("status"u8, finding.Status.Name());
        json.WriteString("detail"u8, finding.Detail);
        if (finding.Row >= 0)
            json.WriteNumber("row"u8, finding.Row);
        Write(json, "expected", finding.Expected);
        Write(json, "got", finding.Got);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Tensor? tensor)
    {
        json.WritePropertyName(name);
        if (tensor is null)
            json.WriteNullValue();
        else
            TensorJson.Write(json, tensor);
    }
}
