using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>A JSON object a line.</summary>
internal sealed class JsonLines : IRowFormat
{
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly Utf8JsonWriter _json;
    private bool _taken;

    /// <summary>Begins.</summary>
    public JsonLines() => _json = new Utf8JsonWriter(_lines, RowJson.Options);

    /// <inheritdoc/>
    public string Extension => ".jsonl";

    /// <inheritdoc/>
    public bool IsWhole => false;

    /// <inheritdoc/>
    public long Length => _taken ? 0 : _lines.WrittenCount;

    /// <inheritdoc/>
    public void Add(LogRow row)
    {
        if (_taken)
            _lines.ResetWrittenCount();
        _taken = false;
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteNumber("format"u8, LogFormatVersion.Number);
        WriteTime(row.Time);
        _json.WriteString("model"u8, row.Model);
        _json.WriteNumber("version"u8, row.Version);
        _json.WriteString("signature"u8, row.Signature);
        WriteKey(row);
        WriteObject("keys"u8, row.Keys);
        if (row.RequestId is { } id)
            _json.WriteString("request_id"u8, id);
        _json.WriteNumber("attempt"u8, row.Attempt);
        _json.WriteNumber("row"u8, row.Row);
        _json.WriteNumber("rows"u8, row.Rows);
        _json.WriteNumber("batch_rows"u8, row.BatchRows);
        _json.WriteNumber("latency_us"u8, row.Latency);
        WriteObject("inputs"u8, row.Inputs);
        WriteObject("outputs"u8, row.Outputs);
        WriteObject("headers"u8, row.Headers);
        _json.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Take()
    {
        _taken = true;
        return _lines.WrittenMemory;
    }

    private void WriteTime(DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[32];
        time.UtcDateTime.TryFormat(text, out int length, LogFormatVersion.TimeFormat, CultureInfo.InvariantCulture);
        _json.WriteString("time"u8, text[..length]);
    }

    private void WriteKey(LogRow row)
    {
        switch (row.KeyKind)
        {
            case KeyKind.Text:
                _json.WriteString("key"u8, row.Key.WrittenSpan);
                break;
            case KeyKind.Json:
                WriteObject("key"u8, row.Key);
                break;
            case KeyKind.Bytes:
                _json.WriteStartObject("key"u8);
                _json.WriteBase64String("b64"u8, row.Key.WrittenSpan);
                _json.WriteEndObject();
                break;
        }
    }

    private void WriteObject(ReadOnlySpan<byte> name, ArrayBufferWriter<byte> json)
    {
        if (json.WrittenCount == 0)
            return;
        _json.WritePropertyName(name);
        _json.WriteRawValue(json.WrittenSpan, skipInputValidation: true);
    }
}
