using System.Buffers;
using System.Text.Json;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Versions;

namespace TfKeyedExport.Server.Rest;

/// <summary>The list of models, which TensorFlow Serving does not have: versions, labels, and whether rows of requests are joined.</summary>
internal static class ModelsAnswer
{
    /// <summary>Writes it.</summary>
    public static void Write(IBufferWriter<byte> destination, IEnumerable<ModelView> models)
    {
        using var json = new Utf8JsonWriter(destination, new JsonWriterOptions { Indented = true, IndentSize = 4 });
        json.WriteStartObject();
        json.WriteStartArray("models");
        foreach (ModelView model in models.OrderBy(m => m.Name, StringComparer.Ordinal))
            WriteModel(json, model);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, ModelView model)
    {
        json.WriteStartObject();
        json.WriteString("name", model.Name);
        json.WriteStartArray("versions");
        foreach (VersionStatus status in model.Statuses)
        {
            json.WriteStartObject();
            json.WriteString("version", status.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("state", status.State.ToString().ToUpperInvariant());
            json.WriteString("error_code", FaultCodes.Name(status.Code));
            json.WriteString("message", status.Message);
            if (model.Find(status.Number) is { } version && version.TryLease(out VersionLease lease))
            {
                using (lease)
                    WriteLoaded(json, version.Model);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("labels");
        foreach ((string label, long number) in model.Labels.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(label);
            json.WriteString("version", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteBoolean("available", model.Find(number) is not null);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLoaded(Utf8JsonWriter json, ServedModel model)
    {
        json.WriteString("engine", model.Description);
        // In one word what the signatures come to: as long as one is pending, so is the version.
        json.WriteString("batching", Summary(model));
        if (model.Batching is { } batching)
            WriteBatching(json, batching);
        json.WriteStartObject("signatures");
        foreach (ServedSignature signature in model.Signatures.Values.OrderBy(s => s.Signature.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(signature.Signature.Name);
            json.WriteString("batching", signature.JoinState.Word);
            json.WriteString("reason", signature.JoinState.Reason);
            json.WriteStartArray("keys");
            foreach (KeyPosition key in signature.Keys)
                json.WriteStringValue(signature.Signature.Inputs[key.Input].Name);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        foreach ((string name, string why) in model.Lacking.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(name);
            json.WriteString("lacking", why);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Writes how requests are joined.</summary>
    public static void WriteBatching(Utf8JsonWriter json, BatchingOptions batching)
    {
        json.WriteStartObject("batching_parameters");
        json.WriteNumber("max_batch_size", batching.MaxBatchSize);
        json.WriteNumber("max_execution_batch_size", batching.EffectiveMaxExecutionBatchSize);
        json.WriteNumber("batch_timeout_micros", batching.BatchTimeoutMicros);
        json.WriteNumber("max_enqueued_batches", batching.MaxEnqueuedBatches);
        json.WriteNumber("num_batch_threads", batching.NumBatchThreads);
        json.WriteString("thread_pool_name", batching.ThreadPoolName);
        json.WriteBoolean("enable_large_batch_splitting", batching.LargeBatchSplitting);
        json.WriteBoolean("pad_variable_length_inputs", batching.PadVariableLengthInputs);
        json.WriteStartArray("allowed_batch_sizes");
        foreach (int size in batching.AllowedBatchSizes)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Summary(ServedModel model)
    {
        JoinState[] states = [.. model.Signatures.Values.Select(s => s.JoinState)];
        return Array.Exists(states, s => s.IsPending) ? "pending" : Array.Exists(states, s => s.IsJoined) ? "joined" : "alone";
    }
}
