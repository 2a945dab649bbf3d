using TfKeyedExport.Serving.Turns;

namespace TfKeyedExport.Serving.Batching;

/// <summary>
/// Runs the batches of all queues on a bounded number of threads: first the queue in which the client waits that has had the least, and among equals each in
/// turn.
/// </summary>
/// <remarks>
/// A request that finds its queue idle is run by the thread that brought it, if it is cheap: nobody has to be woken, so that batching costs a lone client
/// nothing. What comes meanwhile is gathered, and run by a thread of the scheduler.
/// </remarks>
internal sealed class BatchScheduler : IDisposable
{
    private readonly object _gate = new();
    private readonly List<BatchQueue> _ready = [];
    private readonly TimeProvider _time;
    private readonly int _slots;
    private int _running;
    private volatile bool _disposed;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many batches run at once.</param>
    /// <param name="time">The clock.</param>
    public BatchScheduler(int threads, TimeProvider time)
    {
        _slots = threads;
        _time = time;
        for (int i = 0; i < threads; i++)
            new Thread(Work) { IsBackground = true, Name = $"batch {i}" }.Start();
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time => _time;

    /// <summary>How much each client has had; only for its queues.</summary>
    public ClientTurns Turns { get; } = new();

    /// <summary>Takes a request in; it may be answered when this returns.</summary>
    /// <param name="queue">Its queue.</param>
    /// <param name="call">The request.</param>
    /// <exception cref="Faults.ServingFault">It is too large, or too many batches wait.</exception>
    public void Submit(BatchQueue queue, PendingCall call)
    {
        Batch? batch = null;
        CancellationToken until = default;
        lock (_gate)
        {
            queue.Add(call, _time.GetTimestamp());
            if (_disposed)
                queue.Flush();
            else if (IsReady(queue) && queue.Running < _slots && !queue.IsListed && queue.Runner.MayRunHere(queue.NextRows, out until))
                batch = queue.Take();
            Arrange(queue);
        }
        if (batch is not null)
            RunAndRelease(queue, batch, holdsSlot: false, until);
        RunWithoutThreads(queue);
    }

    /// <summary>Looks whether a queue's oldest request has waited long enough.</summary>
    public void Ring(BatchQueue queue)
    {
        lock (_gate)
        {
            queue.RingsFor = null;
            Arrange(queue);
        }
        RunWithoutThreads(queue);
    }

    /// <summary>Runs what waits in a queue as soon as possible.</summary>
    public void Flush(BatchQueue queue)
    {
        lock (_gate)
        {
            queue.Flush();
            Arrange(queue);
        }
        RunWithoutThreads(queue);
    }

    /// <summary>Runs what waits in a queue, and all that still comes into it, as soon as possible.</summary>
    public void Retire(BatchQueue queue)
    {
        lock (_gate)
            queue.Retire();
        Flush(queue);
    }

    /// <summary>Looks at a queue while nobody changes it.</summary>
    public T Read<T>(BatchQueue queue, Func<BatchQueue, T> read)
    {
        lock (_gate)
            return read(queue);
    }

    /// <summary>Ends the threads when nothing waits any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private bool IsReady(BatchQueue queue) => queue.IsReady(queue.WaitsSince is { } since ? _time.GetElapsedTime(since) : TimeSpan.Zero);

    // After every change of a queue: what can be run is listed, and what waits for company has a timer that rings for it.
    private void Arrange(BatchQueue queue)
    {
        if (IsReady(queue))
        {
            List(queue);
        }
        else if (queue.WaitsSince is { } since && queue.RingsFor != since)
        {
            queue.RingsFor = since;
            TimeSpan left = queue.Settings.Timeout - _time.GetElapsedTime(since);
            queue.Timer?.Change(left < TimeSpan.Zero ? TimeSpan.Zero : left, Timeout.InfiniteTimeSpan);
        }
    }

    // Calls that hold a version may come when the threads have ended: whoever brings one runs it.
    private void RunWithoutThreads(BatchQueue queue)
    {
        while (_disposed)
        {
            Batch batch;
            lock (_gate)
            {
                if (!IsReady(queue))
                    return;
                batch = queue.Take();
            }
            RunAndRelease(queue, batch, holdsSlot: false);
        }
    }

    private void List(BatchQueue queue)
    {
        if (queue.IsListed)
            return;
        queue.IsListed = true;
        _ready.Add(queue);
        Monitor.Pulse(_gate);
    }

    private void Work()
    {
        while (true)
        {
            BatchQueue queue;
            Batch batch;
            lock (_gate)
            {
                while (_running >= _slots || _ready.Count == 0)
                {
                    if (_disposed && _ready.Count == 0)
                        return;
                    Monitor.Wait(_gate);
                }
                queue = Next();
                queue.IsListed = false;
                // Somebody without a thread may have run it.
                if (!IsReady(queue))
                    continue;
                _running++;
                batch = queue.Take();
                // The others have their turn first.
                Arrange(queue);
            }
            RunAndRelease(queue, batch, holdsSlot: true);
        }
    }

    private BatchQueue Next()
    {
        int next = 0;
        for (int i = 1; i < _ready.Count; i++)
        {
            if (_ready[i].Place < _ready[next].Place)
                next = i;
        }
        BatchQueue queue = _ready[next];
        _ready.RemoveAt(next);
        return queue;
    }

    // What is ended early, since it takes longer than it was to take, is the threads' to run.
    private void RunAndRelease(BatchQueue queue, Batch batch, bool holdsSlot, CancellationToken until = default)
    {
        int calls = batch.Calls.Count;
        Batch? left = null;
        try
        {
            left = BatchRun.Run(queue, batch, _time, until);
            if (left is not null)
                queue.Runner.TookTooLong();
        }
        finally
        {
            lock (_gate)
            {
                queue.Release(calls, left);
                if (holdsSlot)
                    _running--;
                if (left is not null)
                    Arrange(queue);
                if (_ready.Count > 0)
                    Monitor.Pulse(_gate);
            }
        }
    }
}
