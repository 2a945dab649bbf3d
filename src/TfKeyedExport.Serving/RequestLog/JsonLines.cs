using System.Buffers;
using System.Globalization;
using TfKeyedExport.Serving.Log;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>A JSON object a line.</summary>
internal sealed class JsonLines : IRowFormat
{
    private readonly LogLines _lines = new();
    private bool _taken;

    /// <inheritdoc/>
    public string Extension => ".jsonl";

    /// <inheritdoc/>
    public bool IsWhole => false;

    /// <inheritdoc/>
    public long Length => _taken ? 0 : _lines.Ended.Length;

    /// <inheritdoc/>
    public void Add(LogRow row)
    {
        if (_taken)
            _lines.Clear();
        _taken = false;
        _lines.Json.WriteStartObject();
        _lines.Json.WriteNumber("format"u8, LogFormatVersion.Number);
        WriteTime(row.Time);
        _lines.Json.WriteString("model"u8, row.Model);
        _lines.Json.WriteNumber("version"u8, row.Version);
        _lines.Json.WriteString("signature"u8, row.Signature);
        WriteKey(row);
        WriteObject("keys"u8, row.Keys);
        if (row.RequestId is { } id)
            _lines.Json.WriteString("request_id"u8, id);
        _lines.Json.WriteNumber("attempt"u8, row.Attempt);
        _lines.Json.WriteNumber("row"u8, row.Row);
        _lines.Json.WriteNumber("rows"u8, row.Rows);
        _lines.Json.WriteNumber("batch_rows"u8, row.BatchRows);
        _lines.Json.WriteNumber("latency_us"u8, row.Latency);
        WriteObject("inputs"u8, row.Inputs);
        WriteObject("outputs"u8, row.Outputs);
        WriteObject("headers"u8, row.Headers);
        _lines.Json.WriteEndObject();
        _lines.End();
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Take()
    {
        _taken = true;
        return _lines.Ended;
    }

    private void WriteTime(DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[32];
        time.UtcDateTime.TryFormat(text, out int length, LogFormatVersion.TimeFormat, CultureInfo.InvariantCulture);
        _lines.Json.WriteString("time"u8, text[..length]);
    }

    private void WriteKey(LogRow row)
    {
        switch (row.KeyKind)
        {
            case KeyKind.Text:
                _lines.Json.WriteString("key"u8, row.Key.WrittenSpan);
                break;
            case KeyKind.Json:
                WriteObject("key"u8, row.Key);
                break;
            case KeyKind.Bytes:
                _lines.Json.WriteStartObject("key"u8);
                _lines.Json.WriteBase64String("b64"u8, row.Key.WrittenSpan);
                _lines.Json.WriteEndObject();
                break;
        }
    }

    private void WriteObject(ReadOnlySpan<byte> name, ArrayBufferWriter<byte> json)
    {
        if (json.WrittenCount == 0)
            return;
        _lines.Json.WritePropertyName(name);
        _lines.Json.WriteRawValue(json.WrittenSpan, skipInputValidation: true);
    }
}
