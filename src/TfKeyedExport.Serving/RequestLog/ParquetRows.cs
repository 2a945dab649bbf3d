using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using TfKeyedExport.Serving.RequestLog.Parquet;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>Rows as Parquet: the fields of a line as columns, those that are objects as JSON in a text.</summary>
internal sealed class ParquetRows : IRowFormat
{
    // Beside the column, so that a file without rows to look at tells it too.
    private static readonly KeyValuePair<string, string> Version = new(
        "tfkeyed.request_log.format", LogFormatVersion.Number.ToString(CultureInfo.InvariantCulture));

    private const long MicrosecondTicks = TimeSpan.TicksPerMicrosecond;

    private readonly Column _format = new("format", ColumnType.Int32, isOptional: false);
    private readonly Column _time = new("time", ColumnType.Time, isOptional: false);
    private readonly Column _model = new("model", ColumnType.Text, isOptional: false);
    private readonly Column _version = new("version", ColumnType.Int64, isOptional: false);
    private readonly Column _signature = new("signature", ColumnType.Text, isOptional: false);
    private readonly Column _key = new("key", ColumnType.Text, isOptional: true);
    private readonly Column _keyBytes = new("key_b64", ColumnType.Text, isOptional: true);
    private readonly Column _keys = new("keys", ColumnType.Text, isOptional: true);
    private readonly Column _requestId = new("request_id", ColumnType.Text, isOptional: true);
    private readonly Column _attempt = new("attempt", ColumnType.Int32, isOptional: false);
    private readonly Column _row = new("row", ColumnType.Int32, isOptional: false);
    private readonly Column _rows = new("rows", ColumnType.Int32, isOptional: false);
    private readonly Column _batchRows = new("batch_rows", ColumnType.Int32, isOptional: false);
    private readonly Column _latency = new("latency_us", ColumnType.Double, isOptional: false);
    private readonly Column _inputs = new("inputs", ColumnType.Text, isOptional: true);
    private readonly Column _outputs = new("outputs", ColumnType.Text, isOptional: true);
    private readonly Column _headers = new("headers", ColumnType.Text, isOptional: true);
    private readonly Column[] _columns;
    private readonly ArrayBufferWriter<byte> _file = new();
    private int _count;

    /// <summary>Begins.</summary>
    public ParquetRows() => _columns =
    [
        _format, _time, _model, _version, _signature, _key, _keyBytes, _keys, _requestId, _attempt, _row, _rows, _batchRows, _latency, _inputs, _outputs,
        _headers,
    ];

    /// <inheritdoc/>
    public string Extension => ".parquet";

    /// <inheritdoc/>
    public bool IsWhole => true;

    /// <inheritdoc/>
    public long Length
    {
        get
        {
            long length = 0;
            foreach (Column column in _columns)
                length += column.Length;
            return length;
        }
    }

    /// <inheritdoc/>
    public void Add(LogRow row)
    {
        _format.Add(LogFormatVersion.Number);
        _time.Add((row.Time.UtcTicks - DateTime.UnixEpoch.Ticks) / MicrosecondTicks);
        _model.Add(row.Model);
        _version.Add(row.Version);
        _signature.Add(row.Signature);
        AddKey(row);
        Add(_keys, row.Keys);
        if (row.RequestId is { } id)
            _requestId.Add(id);
        else
            _requestId.AddMissing();
        _attempt.Add(row.Attempt);
        _row.Add(row.Row);
        _rows.Add(row.Rows);
        _batchRows.Add(row.BatchRows);
        _latency.Add(row.Latency);
        Add(_inputs, row.Inputs);
        Add(_outputs, row.Outputs);
        Add(_headers, row.Headers);
        _count++;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Take()
    {
        _file.ResetWrittenCount();
        ParquetFile.Write(_file, _columns, _count, Version);
        _count = 0;
        return _file.WrittenMemory;
    }

    // A text column must hold text.
    private void AddKey(LogRow row)
    {
        if (row.KeyKind is KeyKind.Text or KeyKind.Json)
            _key.Add(row.Key.WrittenSpan);
        else
            _key.AddMissing();
        if (row.KeyKind != KeyKind.Bytes)
        {
            _keyBytes.AddMissing();
            return;
        }
        byte[] text = new byte[Base64.GetMaxEncodedToUtf8Length(row.Key.WrittenCount)];
        Base64.EncodeToUtf8(row.Key.WrittenSpan, text, out _, out _);
        _keyBytes.Add(text);
    }

    private static void Add(Column column, ArrayBufferWriter<byte> text)
    {
        if (text.WrittenCount == 0)
            column.AddMissing();
        else
            column.Add(text.WrittenSpan);
    }
}
