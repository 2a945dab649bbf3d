using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TfKeyedExport.Server.Flags;
using TfKeyedExport.Server.Rest;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Versions;

namespace TfKeyedExport.Server.Page;

/// <summary>The status of a server as JSON: models, versions, signatures with what they came to, and the last calls that failed.</summary>
internal sealed class StatusDocument : IDisposable
{
    private readonly Utf8JsonWriter _json;
    private readonly ServerMetrics _metrics;
    private readonly bool _isLive;

    /// <summary>Begins a document.</summary>
    /// <param name="destination">Where to write.</param>
    /// <param name="metrics">What is counted.</param>
    /// <param name="isLive">Whether inputs, outputs and parameters are left out, which stay as long as a version is loaded.</param>
    public StatusDocument(IBufferWriter<byte> destination, ServerMetrics metrics, bool isLive)
    {
        _json = new Utf8JsonWriter(destination);
        _metrics = metrics;
        _isLive = isLive;
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    /// <summary>Writes it.</summary>
    /// <param name="models">The models.</param>
    /// <param name="now">The time that it tells.</param>
    /// <param name="uptime">How long the server has been running.</param>
    public void Write(IEnumerable<ModelView> models, DateTimeOffset now, TimeSpan uptime)
    {
        _json.WriteStartObject();
        _json.WriteString("server"u8, "tfkeyed-server");
        _json.WriteString("server_version"u8, ServerVersion.Program);
        _json.WriteString("protocol"u8, $"TensorFlow Serving {ServerVersion.Protocol}");
        _json.WriteString("time"u8, now.UtcDateTime);
        _json.WriteString("started"u8, (now - uptime).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        _json.WriteNumber("uptime_seconds"u8, Math.Round(uptime.TotalSeconds, 4));
        WriteBounds("latency_bounds_seconds", Buckets.Seconds);
        WriteBounds("batch_size_bounds", Buckets.BatchSizes);
        _json.WriteStartArray("models"u8);
        foreach (ModelView model in models.OrderBy(m => m.Name, StringComparer.Ordinal))
            WriteModel(model);
        _json.WriteEndArray();
        FailureList.Write(_json, _metrics.Failures.List());
        _json.WriteEndObject();
        _json.Flush();
    }

    private void WriteBounds(string name, Buckets buckets)
    {
        _json.WriteStartArray(name);
        foreach (double bound in buckets.Bounds)
            _json.WriteNumberValue(bound);
        _json.WriteEndArray();
    }

    private void WriteModel(ModelView model)
    {
        _json.WriteStartObject();
        _json.WriteString("name"u8, model.Name);
        if (model.Trouble is { } trouble)
            _json.WriteString("trouble"u8, trouble);
        _json.WriteStartObject("labels"u8);
        foreach ((string label, long number) in model.Labels.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            _json.WriteStartObject(label);
            _json.WriteString("version"u8, Text(number));
            _json.WriteBoolean("available"u8, model.Find(number) is not null);
            _json.WriteEndObject();
        }
        _json.WriteEndObject();
        _json.WriteStartArray("versions"u8);
        foreach (VersionStatus status in model.Statuses)
        {
            _json.WriteStartObject();
            _json.WriteString("version"u8, Text(status.Number));
            _json.WriteString("state"u8, status.State.ToString().ToUpperInvariant());
            _json.WriteString("error_code"u8, FaultCodes.Name(status.Code));
            _json.WriteString("message"u8, status.Message);
            if (model.Find(status.Number) is { } version && version.TryLease(out VersionLease lease))
            {
                using (lease)
                    WriteLoaded(version.Model, version.Leases - 1);
            }
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteLoaded(ServedModel model, int calls)
    {
        // Another number than that of whatever was loaded under this version before.
        _json.WriteNumber("loaded"u8, RuntimeHelpers.GetHashCode(model));
        _json.WriteString("engine"u8, model.Description);
        _json.WriteNumber("calls_running"u8, calls);
        if (!_isLive && model.Batching is { } batching)
            ModelsAnswer.WriteBatching(_json, batching);
        var signatures = new SignatureList(_json, _metrics, _isLive);
        signatures.Write(model);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
