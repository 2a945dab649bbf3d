using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.RequestLog;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Tests.RequestLog;

/// <summary>A log whose folder is memory, that counts what becomes of rows, and whose clock the test turns.</summary>
internal sealed class LogHarness : ILogObserver
{
    public static readonly RequestLogOptions Plain = new("/log");

    public static readonly LoggedSignature Keyed = new(
        "m", 3,
        new ModelSignature(
            ModelSignature.ServingDefault, ModelSignature.PredictMethod,
            [Argument("age", DataType.Float), Argument("key", DataType.String)], [Argument("key", DataType.String), Argument("weight", DataType.Float)]),
        [1], [0]);

    private readonly ConcurrentDictionary<LogOutcome, int> _rows = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero) + TimeSpan.FromMicroseconds(678901));

    public MemoryFolder Folder { get; } = new();

    public List<string?> Told { get; } = [];

    public ConcurrentDictionary<string, int> Called { get; } = new();

    public int Count(LogOutcome outcome) => _rows.GetValueOrDefault(outcome);

    public LogWriter Writer(RequestLogOptions? options = null, IRowFormat? format = null)
    {
        options ??= Plain;
        format ??= options.Format == LogFormat.Parquet ? new ParquetRows() : new JsonLines();
        return new LogWriter(options, Folder, new FileNames("me", format.Extension), format, this, Time, e => Told.Add(e?.Message));
    }

    public CallLogger Logger(RequestLogOptions? options = null) => new(options ?? Plain, Folder, this, Time, NullLogger.Instance);

    /// <summary>A call with a row a key, each row's age and weight its number.</summary>
    public AnsweredCall Call(params string[] keys) => Call([.. keys.Select(Encoding.UTF8.GetBytes)]);

    public AnsweredCall Call(byte[][] keys, RequestLogOptions? options = null, string?[]? headers = null)
    {
        var call = new CallLog(new Nowhere(), "request-1", 2, headers ?? [], Time.GetUtcNow(), Time.GetTimestamp());
        var plan = new SignaturePlan(Keyed, new FieldRules((options ?? Plain).Fields));
        float[] numbers = [.. Enumerable.Range(0, keys.Length).Select(i => i + 0.5f)];
        Tensor strings = Tensor.FromStrings(new TensorShape(keys.Length), StringValues.FromBytes(keys));
        return new AnsweredCall(
            call, plan, [Tensor.From<float>(numbers), strings], [strings, Tensor.From<float>(new TensorShape(keys.Length, 1), numbers)], keys.Length, null,
            TimeSpan.FromMicroseconds(1234.5), 8, 100);
    }

    /// <summary>The lines that a call becomes.</summary>
    public string[] Lines(AnsweredCall call, RequestLogOptions? options = null)
    {
        using (LogWriter writer = Writer(options))
            writer.Write(call);
        return Folder.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Rows(LogOutcome outcome, int rows) => _rows.AddOrUpdate(outcome, rows, (_, before) => before + rows);

    public void Calls(string model, int calls) => Called.AddOrUpdate(model, calls, (_, before) => before + calls);

    public static SignatureArgument Argument(string name, DataType type) => new(name, type, new TensorShape(-1), name + ":0");

    private sealed class Nowhere : ICallLogSink
    {
        public void Take(CallLog call, LoggedSignature signature, Tensor[] inputs, Tensor[] outputs)
        {
        }
    }
}
