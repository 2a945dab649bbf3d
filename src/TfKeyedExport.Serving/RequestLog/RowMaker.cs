using System.Buffers;
using System.Text;
using System.Text.Json;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>Makes rows of calls, field by field as the rules say.</summary>
/// <param name="rules">What becomes of fields.</param>
/// <param name="headers">The headers that are written.</param>
internal sealed class RowMaker(FieldRules rules, IReadOnlyList<string> headers)
{
    private readonly LogFieldRule _key = rules.Of("key"), _requestId = rules.Of("request_id");
    private readonly LogFieldRule[] _headers = [.. headers.Select(h => rules.Of("headers", h.ToLowerInvariant()))];
    private readonly string[] _names = [.. headers.Select(h => h.ToLowerInvariant())];
    private readonly LogRow _row = new();
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly Utf8JsonWriter _json = new(Stream.Null, LogLines.Options), _inner = new(Stream.Null, LogLines.Options);
    private readonly byte[] _hash = new byte[Hasher.Length];

    /// <summary>Makes all rows of a call that are to be written.</summary>
    public void Make(AnsweredCall call, Action<LogRow> add)
    {
        SignaturePlan plan = call.Plan;
        _row.Time = call.Call.Time;
        _row.Model = plan.Model;
        _row.Version = plan.Signature.Version;
        _row.Signature = plan.Name;
        _row.RequestId = _requestId == LogFieldRule.Drop ? null : TextOf(call.Call.RequestId, _requestId);
        _row.Attempt = call.Call.Attempt;
        _row.Rows = call.RowCount;
        _row.BatchRows = call.BatchRows;
        _row.Latency = Math.Round(call.Latency.TotalMicroseconds, 1);
        WriteHeaders(call.Call);
        for (int i = 0; i < call.WrittenRows; i++)
        {
            _row.Row = call.Chosen?[i] ?? i;
            WriteKeys(call);
            WriteTensors(_row.Inputs, plan.Signature.Signature.Inputs, plan.Inputs, call.Inputs, call.RowCount);
            WriteTensors(_row.Outputs, plan.Signature.Signature.Outputs, plan.Outputs, call.Outputs, call.RowCount);
            add(_row);
        }
    }

    private void WriteKeys(AnsweredCall call)
    {
        IReadOnlyList<int> keys = call.Plan.Signature.KeyInputs;
        _row.Key.ResetWrittenCount();
        _row.Keys.ResetWrittenCount();
        _row.KeyKind = KeyKind.None;
        if (_key == LogFieldRule.Drop || keys.Count == 0)
            return;
        Tensor first = call.Inputs[keys[0]]!;
        if (!RowJson.HasRows(first, call.RowCount))
            return;
        ReadOnlySpan<byte> bytes = KeyBytes.Of(first, _row.Row, _scratch);
        _row.KeyKind = _key == LogFieldRule.Hash ? KeyKind.Text : KeyBytes.KindOf(first, bytes);
        _row.Key.Write(_key == LogFieldRule.Hash ? HashOf(bytes) : bytes);
        if (keys.Count == 1)
            return;
        Begin(_row.Keys);
        foreach (int key in keys)
            WriteField(call.Plan.Signature.Signature.Inputs[key].Name, call.Inputs[key]!, call.RowCount, _key, mayBeLarge: true);
        End();
    }

    private void WriteTensors(
        ArrayBufferWriter<byte> destination, IReadOnlyList<SignatureArgument> arguments, LogFieldRule[] fields, Tensor?[] tensors, int rows)
    {
        destination.ResetWrittenCount();
        if (Array.TrueForAll(fields, f => f == LogFieldRule.Drop))
            return;
        Begin(destination);
        for (int i = 0; i < fields.Length; i++)
        {
            if (fields[i] != LogFieldRule.Drop)
                WriteField(arguments[i].Name, tensors[i]!, rows, fields[i], mayBeLarge: false);
        }
        End();
    }

    private void WriteField(string name, Tensor tensor, int rows, LogFieldRule rule, bool mayBeLarge)
    {
        _json.WritePropertyName(name);
        bool isLarge = !mayBeLarge && RowJson.IsLarge(tensor, _row.Row, rows);
        if (rule == LogFieldRule.Keep && !isLarge)
        {
            RowJson.Write(_json, tensor, _row.Row, rows);
            return;
        }
        _scratch.ResetWrittenCount();
        _inner.Reset(_scratch);
        RowJson.Write(_inner, tensor, _row.Row, rows);
        _inner.Flush();
        ReadOnlySpan<byte> hash = HashOf(Plain(_scratch.WrittenSpan, tensor, rows));
        if (rule == LogFieldRule.Hash)
        {
            _json.WriteStringValue(hash);
            return;
        }
        _json.WriteStartObject();
        _json.WriteString("hash"u8, hash);
        _json.WriteEndObject();
    }

    private void Begin(ArrayBufferWriter<byte> destination)
    {
        _json.Reset(destination);
        _json.WriteStartObject();
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
    }

    // A text is hashed without the quotation marks around it, so that others can do the same.
    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> json, Tensor tensor, int rows) =>
        tensor.Type == DataType.String && RowJson.LengthOf(tensor, rows) == 1
            ? tensor.Strings[RowJson.HasRows(tensor, rows) ? _row.Row : 0]
            : json;

    private void WriteHeaders(CallLog call)
    {
        _row.Headers.ResetWrittenCount();
        if (_headers.Length == 0)
            return;
        Begin(_row.Headers);
        for (int i = 0; i < _headers.Length; i++)
        {
            if (_headers[i] != LogFieldRule.Drop && call.Headers[i] is { } value)
                _json.WriteString(_names[i], TextOf(value, _headers[i]));
        }
        End();
    }

    private byte[] TextOf(string text, LogFieldRule rule)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return rule == LogFieldRule.Hash ? [.. HashOf(bytes)] : bytes;
    }

    private ReadOnlySpan<byte> HashOf(ReadOnlySpan<byte> value)
    {
        Hasher.Hash(value, _hash);
        return _hash;
    }
}
