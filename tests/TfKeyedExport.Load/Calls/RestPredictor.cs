using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TfKeyedExport.Load.Rows;

namespace TfKeyedExport.Load.Calls;

/// <summary>Asks by REST, in rows or in columns.</summary>
internal sealed class RestPredictor(string address, string model) : IPredictor, IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };

    /// <inheritdoc/>
    public async Task<Answer> Predict(IReadOnlyList<KeyedRow> rows, long? version, CancellationToken cancellation)
    {
        bool inRows = rows.Count % 2 == 1;
        using var content = new ByteArrayContent(Body(rows, inRows));
        content.Headers.ContentType = Json;
        string path = version is { } number ? $"/v1/models/{model}/versions/{number}:predict" : $"/v1/models/{model}:predict";
        try
        {
            using HttpResponseMessage response = await _http.PostAsync(path, content, cancellation);
            string text = await response.Content.ReadAsStringAsync(cancellation);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => Read(text, inRows),
                HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests when response.Headers.RetryAfter is not null => new Answer.Refused(),
                HttpStatusCode.NotFound when version is not null => new Answer.Absent(),
                var status => new Answer.Lost($"REST answered {(int)status}: {text}"),
            };
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException or FormatException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new Answer.Lost($"REST: {e.Message}");
        }
    }

    /// <summary>A request's body.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="inRows">Whether they are written one after the other; else by columns.</param>
    public static byte[] Body(IReadOnlyList<KeyedRow> rows, bool inRows)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            if (inRows)
                WriteRows(writer, rows);
            else
                WriteColumns(writer, rows);
            writer.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static void WriteRows(Utf8JsonWriter writer, IReadOnlyList<KeyedRow> rows)
    {
        writer.WriteStartArray("instances");
        foreach (KeyedRow row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("is_male", row.Row.IsMale);
            writer.WriteNumber("mother_age", row.Row.MotherAge);
            writer.WriteString("plurality", row.Row.Plurality);
            writer.WriteNumber("gestation_weeks", row.Row.GestationWeeks);
            writer.WriteString("key", row.Key);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteColumns(Utf8JsonWriter writer, IReadOnlyList<KeyedRow> rows)
    {
        writer.WriteStartObject("inputs");
        void Column(string name, Action<KeyedRow> write)
        {
            writer.WriteStartArray(name);
            foreach (KeyedRow row in rows)
                write(row);
            writer.WriteEndArray();
        }

        Column("is_male", r => writer.WriteStringValue(r.Row.IsMale));
        Column("mother_age", r => writer.WriteNumberValue(r.Row.MotherAge));
        Column("plurality", r => writer.WriteStringValue(r.Row.Plurality));
        Column("gestation_weeks", r => writer.WriteNumberValue(r.Row.GestationWeeks));
        Column("key", r => writer.WriteStringValue(r.Key));
        writer.WriteEndObject();
    }

    private static Answer.Rows Read(string text, bool inRows)
    {
        using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
        JsonElement root = document.RootElement;
        if (!inRows)
        {
            JsonElement outputs = root.GetProperty("outputs");
            return new([.. Elements(outputs, "key").Select(k => k.GetString()!)], [.. Elements(outputs, "babyweight").Select(Single)], null);
        }
        JsonElement[] rows = [.. root.GetProperty("predictions").EnumerateArray()];
        return new([.. rows.Select(r => r.GetProperty("key").GetString()!)], [.. rows.Select(r => Single(r.GetProperty("babyweight")))], null);
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement outputs, string name) => outputs.GetProperty(name).EnumerateArray();

    private static float Single(JsonElement row) => row.EnumerateArray().Single().GetSingle();
}
