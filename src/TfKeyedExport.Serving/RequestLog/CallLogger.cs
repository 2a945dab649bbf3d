using Microsoft.Extensions.Logging;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>The request log: takes rows of answered calls without ever waiting; a thread of its own writes them.</summary>
internal sealed class CallLogger : ICallLogSink, IDisposable
{
    private const int MostRows = 1 << 18;
    private const long BytesPerCall = 400, BytesPerRow = 8;

    private readonly CallQueue _queue;
    private readonly RowChoice _choice;
    private readonly ILogObserver _observer;
    private readonly TimeProvider _time;
    private readonly SignaturePlans _plans;
    private readonly LogThread _thread;

    /// <summary>Begins to log.</summary>
    /// <param name="options">What is logged, and where.</param>
    /// <param name="folder">Where files are made.</param>
    /// <param name="observer">Told what becomes of rows.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Receives what goes wrong.</param>
    public CallLogger(RequestLogOptions options, ILogFolder folder, ILogObserver observer, TimeProvider time, ILogger log)
    {
        _queue = new CallQueue(options.MaxQueueBytes, MostRows);
        _choice = new RowChoice(new KeyChoice(options.Rate, options.KeyPattern));
        _plans = new SignaturePlans(new FieldRules(options.Fields));
        _observer = observer;
        _time = time;
        Headers = options.Headers;
        IRowFormat format = options.Format == LogFormat.Parquet ? new ParquetRows() : new JsonLines();
        var names = new FileNames(FileNames.OfThisProcess(), format.Extension);
        _thread = new LogThread(_queue, new LogWriter(options, folder, names, format, observer, time, error => Tell(log, error)), time);
    }

    /// <summary>The headers that are written.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>A call has come in.</summary>
    /// <param name="requestId">What the client calls it, or was made for it.</param>
    /// <param name="attempt">Which attempt at it this is, from 1.</param>
    /// <param name="headers">The values of <see cref="Headers"/>.</param>
    public CallLog Begin(string requestId, int attempt, string?[] headers) =>
        new(this, requestId, attempt, headers, _time.GetUtcNow(), _time.GetTimestamp());

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
        if (rows == 0 || !_choice.TryChoose(call, signature, inputs, rows, out int[]? chosen))
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

    /// <inheritdoc cref="LogThread.Close"/>
    public bool Close(TimeSpan limit) => _thread.Close(limit);

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
}
