using System.Text.Json;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Server.Page;

/// <summary>A version's signatures in the status: what they take and return, whether their rows are joined, what they came to.</summary>
/// <param name="json">Where to write.</param>
/// <param name="metrics">What is counted.</param>
/// <param name="isLive">Whether inputs and outputs are left out.</param>
internal sealed class SignatureList(Utf8JsonWriter json, ServerMetrics metrics, bool isLive)
{
    // Names are those of strangers' models, and their number too.
    private const int MostArguments = 500;

    /// <summary>Writes them.</summary>
    public void Write(ServedModel model)
    {
        json.WriteStartObject("signatures"u8);
        foreach (ServedSignature signature in model.Signatures.Values.OrderBy(s => s.Signature.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(signature.Signature.Name);
            Write(signature);
            if (metrics.Counts(model.Name, model.Number, signature.Signature.Name) is { } counts)
                Write(counts);
            json.WriteEndObject();
        }
        foreach ((string name, string why) in model.Lacking.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(name);
            json.WriteString("lacking"u8, why);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private void Write(ServedSignature served)
    {
        ModelSignature signature = served.Signature;
        if (!isLive)
        {
            json.WriteString("method"u8, signature.MethodName);
            Write("inputs", signature.Inputs);
            Write("outputs", signature.Outputs);
        }
        json.WriteStartArray("keys"u8);
        foreach (KeyPosition key in served.Keys)
        {
            json.WriteStartObject();
            json.WriteString("input"u8, signature.Inputs[key.Input].Name);
            json.WriteString("output"u8, signature.Outputs[key.Output].Name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("batching"u8, served.JoinState.Word);
        json.WriteString("reason"u8, served.JoinState.Reason);
        json.WriteBoolean("quarantined"u8, served.IsQuarantined);
        json.WriteNumber("waiting_batches"u8, served.WaitingBatches);
    }

    private void Write(string name, IReadOnlyList<SignatureArgument> arguments)
    {
        json.WriteStartArray(name);
        foreach (SignatureArgument argument in arguments.Take(MostArguments))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, argument.Name);
            json.WriteString("dtype"u8, argument.Type.Name());
            json.WritePropertyName("shape"u8);
            SignatureJson.Write(json, argument.Shape);
            if (argument.Default is not null)
                json.WriteBoolean("has_default"u8, true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (arguments.Count > MostArguments)
            json.WriteNumber("more_" + name, arguments.Count - MostArguments);
    }

    private void Write(SignatureCounts counts)
    {
        json.WriteNumber("calls"u8, counts.Calls);
        json.WriteNumber("failed"u8, counts.Failed);
        json.WriteNumber("rows"u8, counts.Rows);
        json.WriteNumber("key_faults"u8, counts.KeyFaults);
        json.WriteNumber("batch_rows"u8, counts.BatchRows);
        json.WriteNumber("padding_rows"u8, counts.PaddingRows);
        Write("latency_counts", counts.Latencies);
        Write("batch_size_counts", counts.BatchSizes);
    }

    // Most signatures of a large server are called seldom: what was never counted takes no room.
    private void Write(string name, long[] counts)
    {
        if (Array.TrueForAll(counts, c => c == 0))
            return;
        json.WriteStartArray(name);
        foreach (long count in counts)
            json.WriteNumberValue(count);
        json.WriteEndArray();
    }
}
