using System.Buffers;
using Microsoft.Extensions.Logging;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>The request log: takes rows of answered calls without ever waiting, and writes them on a thread of its own.</summary>
internal sealed class CallLogger : ICallLogSink, IDisposable
{
    private const int MostRows = 1 << 18;
    private const long BytesPerCall = 400, BytesPerRow = 8;
    private static readonly TimeSpan TickTime = TimeSpan.FromSeconds(1), Gather = TimeSpan.FromMilliseconds(5);

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    private readonly CallQueue _queue;
    private readonly KeyChoice _choice;
    private readonly LogWriter _writer;
    private readonly ILogObserver _observer;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _ending = new();
    private readonly SignaturePlans _plans;
    private volatile bool _isEnding, _isTicking;

    /// <summary>Begins to log.</summary>
    /// <param name="options">What is logged, and where.</param>
    /// <param name="folder">Where files are made.</param>
    /// <param name="observer">Told what becomes of rows.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Receives what goes wrong.</param>
    public CallLogger(RequestLogOptions options, ILogFolder folder, ILogObserver observer, TimeProvider time, ILogger log)
    {
        _queue = new CallQueue(options.MaxQueueBytes, MostRows);
        _choice = new KeyChoice(options.Rate, options.KeyPattern);
        _plans = new SignaturePlans(new FieldRules(options.Fields));
        _observer = observer;
        _time = time;
        Headers = options.Headers;
        IRowFormat format = options.Format == LogFormat.Parquet ? new ParquetRows() : new JsonLines();
        _writer = new LogWriter(
            options, folder, new FileNames(FileNames.OfThisProcess(), format.Extension), format, observer, time, error => Tell(log, error));
        _timer = time.CreateTimer(_ => Tick(), null, TickTime, TickTime);
        _thread = new Thread(Work) { IsBackground = true, Name = "request log" };
        _thread.Start();
    }

    /// <summary>The headers that are written.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>A call has come in.</summary>
    /// <param name="requestId">What the client calls it; one is made if it does not say.</param>
    /// <param name="attempt">Which attempt at it this is, from 1.</param>
    /// <param name="headers">The values of <see cref="Headers"/>.</param>
    public CallLog Begin(string? requestId, int attempt, string?[] headers)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return new CallLog(this, requestId ?? Guid.CreateVersion7(now).ToString("N"), attempt, headers, now, _time.GetTimestamp());
    }

    /// <inheritdoc/>
    public void Take(CallLog call, LoggedSignature signature, Tensor[] inputs, Tensor[] outputs)
    {
        int rows = CallRows.Count(signature, inputs);
        try
        {
            Take(call, signature, inputs, outputs, rows);
        }
        catch (Exception)
        {
            // The call was answered, whatever becomes of its log.
            _observer.Rows(LogOutcome.WriteFailed, rows);
        }
    }

    private void Take(CallLog call, LoggedSignature signature, Tensor[] inputs, Tensor[] outputs, int rows)
    {
        if (rows == 0 || !TryChoose(call, signature, inputs, rows, out int[]? chosen))
            return;
        int written = chosen?.Length ?? rows;
        SignaturePlan plan = _plans.Of(signature);
        int batchRows = call.BatchRows;
        Tensor?[] keptInputs = CallRows.Keep(inputs, plan.Inputs, signature.KeyInputs, isShared: false);
        Tensor?[] keptOutputs = CallRows.Keep(outputs, plan.Outputs, [], isShared: false);
        long bytes = BytesPerCall + (BytesPerRow * written) + CallRows.Bytes(keptInputs) + CallRows.Bytes(keptOutputs);
        if (_queue.HasRoom(bytes, written))
        {
            // A part of a batch's answer would hold all of it.
            if (batchRows > rows)
                keptOutputs = CallRows.Keep(outputs, plan.Outputs, [], isShared: true);
            var answered = new AnsweredCall(
                call, plan, keptInputs, keptOutputs, rows, chosen, _time.GetElapsedTime(call.Started), batchRows == 0 ? rows : batchRows, bytes);
            if (_queue.TryAdd(answered))
                return;
        }
        _observer.Rows(LogOutcome.QueueFull, written);
    }

    /// <summary>Writes what waits, and takes nothing any more.</summary>
    /// <param name="limit">How long that may take; what is not written then is lost.</param>
    /// <returns>Whether all was written.</returns>
    public bool Close(TimeSpan limit)
    {
        _isEnding = true;
        _ending.Set();
        _timer.Dispose();
        _queue.Close();
        return _thread.Join(limit > TimeSpan.Zero ? limit : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public void Dispose() => Close(TimeSpan.Zero);

    // Where the server's own log cannot be written either, nothing can be told.
    private static void Tell(ILogger log, Exception? error)
    {
        try
        {
            if (error is null)
                log.RequestLogGoesOn();
            else
                log.RequestLogFailed(error.Message);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
        }
    }

    private void Tick()
    {
        _isTicking = true;
        _queue.Wake();
    }

    private void Work()
    {
        List<AnsweredCall> spare = [];
        while (true)
        {
            // Asked before the queue is emptied: what came before the end is in it.
            bool isLast = _isEnding;
            List<AnsweredCall> calls = _queue.TakeAll(spare);
            foreach (AnsweredCall call in calls)
            {
                _writer.Write(call);
                _queue.Done(call);
            }
            _writer.Flush();
            if (_isTicking)
            {
                _isTicking = false;
                _writer.Tick();
            }
            bool wasIdle = calls.Count == 0;
            calls.Clear();
            spare = calls;
            if (isLast)
                break;
            if (!wasIdle)
                continue;
            _queue.Wait();
            // What comes in a moment is written together: requests are not to wake a thread each.
            _ending.Wait(Gather);
        }
        _writer.Dispose();
    }

    private bool TryChoose(CallLog call, LoggedSignature signature, Tensor[] inputs, int rows, out int[]? chosen)
    {
        chosen = null;
        if (_choice.IsAll)
            return true;
        // Without a key its own name decides: all of its rows, or none.
        if (signature.KeyInputs.Count == 0 || inputs[signature.KeyInputs[0]] is var keys && !RowJson.HasRows(keys, rows))
            return _choice.TakesNoKey && _choice.Takes(System.Text.Encoding.UTF8.GetBytes(call.RequestId));
        var taken = new List<int>();
        ArrayBufferWriter<byte> scratch = _scratch ??= new ArrayBufferWriter<byte>();
        for (int row = 0; row < rows; row++)
        {
            if (_choice.Takes(KeyBytes.Of(keys, row, scratch)))
                taken.Add(row);
        }
        chosen = taken.Count == rows ? null : [.. taken];
        return taken.Count > 0;
    }
}
