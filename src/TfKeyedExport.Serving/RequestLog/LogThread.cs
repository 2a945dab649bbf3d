namespace TfKeyedExport.Serving.RequestLog;

/// <summary>The thread that writes down what waits in a queue, so that no call waits for a disk.</summary>
internal sealed class LogThread
{
    private static readonly TimeSpan TickTime = TimeSpan.FromSeconds(1), Gather = TimeSpan.FromMilliseconds(5);

    private readonly CallQueue _queue;
    private readonly LogWriter _writer;
    private readonly ITimer _timer;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _ending = new();
    private volatile bool _isEnding, _isTicking;

    /// <summary>Begins to write.</summary>
    /// <param name="queue">What waits.</param>
    /// <param name="writer">Writes it; disposed of by the thread at its end.</param>
    /// <param name="time">The clock, by which files become old though nothing comes.</param>
    public LogThread(CallQueue queue, LogWriter writer, TimeProvider time)
    {
        _queue = queue;
        _writer = writer;
        _timer = time.CreateTimer(_ => Tick(), null, TickTime, TickTime);
        _thread = new Thread(Work) { IsBackground = true, Name = "request log" };
        _thread.Start();
    }

    /// <summary>Writes what waits, and lets nothing into the queue any more.</summary>
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
}
