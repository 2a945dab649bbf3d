using System.Globalization;
using System.Text.Json;
using TfKeyedExport.Serving.Log;

namespace TfKeyedExport.Serving.Journals;

/// <summary>
/// A request in the access log: one line of JSON. Whatever strangers named is cut to a length, and nothing in it moves a cursor or begins a line.
/// </summary>
internal sealed record AccessLine
{
    private const int LongestText = 128;

    [ThreadStatic]
    private static LogLines? _lines;

    /// <summary>When the request came in.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The client's name; empty where nobody is asked.</summary>
    public string Client { get; init; } = "";

    /// <summary>The address that it came from.</summary>
    public string Address { get; init; } = "";

    /// <summary><c>rest</c> or <c>grpc</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>HTTP's method, or the name of gRPC's.</summary>
    public required string Method { get; init; }

    /// <summary>What was asked for: predict and the like, else the path.</summary>
    public required string Verb { get; init; }

    /// <summary>The model as it was named; null if none was.</summary>
    public string? Model { get; init; }

    /// <summary>The version that answered; null if the request did not get there.</summary>
    public string? Version { get; init; }

    /// <summary>The status of HTTP.</summary>
    public int Status { get; init; }

    /// <summary>The code, as gRPC names it.</summary>
    public required string Code { get; init; }

    /// <summary>The request's bytes; null if it does not say.</summary>
    public long? BytesIn { get; init; }

    /// <summary>The answer's bytes; null if nobody knows.</summary>
    public long? BytesOut { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>The request's own name.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The trace that it belongs to; null if there is none.</summary>
    public string? TraceId { get; init; }

    /// <summary>The line, with its end.</summary>
    public byte[] ToBytes()
    {
        LogLines lines = _lines ??= new LogLines();
        lines.Clear();
        Utf8JsonWriter json = lines.Json;
        json.WriteStartObject();
        json.WriteString("time", Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        Text(json, "client", Client);
        Text(json, "address", Address);
        Text(json, "protocol", Protocol);
        Text(json, "method", Method);
        Text(json, "verb", Verb);
        Text(json, "model", Model);
        Text(json, "version", Version);
        json.WriteNumber("status", Status);
        Text(json, "code", Code);
        Number(json, "bytes_in", BytesIn);
        Number(json, "bytes_out", BytesOut);
        json.WriteNumber("ms", Math.Round(Took.TotalMilliseconds, 3));
        Text(json, "request_id", RequestId);
        Text(json, "trace_id", TraceId);
        json.WriteEndObject();
        lines.End();
        return lines.Ended.ToArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteString(name, value.AsSpan(0, Math.Min(value.Length, LongestText)));
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
