using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Batching;

/// <summary>The queues of one signature: one for each shape of rows, as many as are in use, up to a limit.</summary>
/// <param name="scheduler">Runs batches.</param>
/// <param name="settings">The rules.</param>
/// <param name="runner">What runs a batch.</param>
internal sealed class SignatureBatcher(BatchScheduler scheduler, BatchSettings settings, IBatchRunner runner) : IDisposable
{
    // Shapes are chosen by strangers.
    private const int MostQueues = 64;

    private readonly Lock _gate = new();
    private volatile Entry[] _queues = [];

    /// <summary>Runs a request among others of its kind.</summary>
    /// <returns>False if there are too many kinds already: it must be run by itself.</returns>
    /// <exception cref="Faults.ServingFault">It is too large, or too many batches wait.</exception>
    public bool TrySubmit(PendingCall call)
    {
        if ((Find(call.Inputs) ?? Make(call.Inputs)) is not { } entry)
            return false;
        scheduler.Submit(entry.Queue, entry.Timer, call);
        return true;
    }

    /// <summary>Nothing waits for company any more.</summary>
    public void Flush()
    {
        foreach (Entry entry in _queues)
            scheduler.Flush(entry.Queue);
    }

    /// <summary>How many batches wait.</summary>
    public int Waiting => _queues.Sum(e => scheduler.Read(e.Queue, static q => q.Waiting));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Entry entry in _queues)
            entry.Timer.Dispose();
    }

    private Entry? Find(Tensor[] inputs)
    {
        foreach (Entry entry in _queues)
        {
            if (entry.Queue.Key.Fits(inputs))
                return entry;
        }
        return null;
    }

    private Entry? Make(Tensor[] inputs)
    {
        lock (_gate)
        {
            if (Find(inputs) is { } made)
                return made;
            List<Entry> queues = [.. _queues];
            if (queues.Count == MostQueues)
            {
                int idle = queues.FindIndex(e => scheduler.Read(e.Queue, static q => q.IsIdle));
                if (idle < 0)
                    return null;
                queues.RemoveAt(idle);
            }
            var queue = new BatchQueue(settings, runner, new BatchKey(runner.IsBatched, inputs, settings.PadsVariableLengths));
            var entry = new Entry(queue);
            entry.Timer = scheduler.Time.CreateTimer(static state => ((Entry)state!).Ring(), entry, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            entry.Ring = () => scheduler.Ring(queue, entry.Timer);
            queues.Add(entry);
            _queues = [.. queues];
            return entry;
        }
    }

    private sealed class Entry(BatchQueue queue)
    {
        public BatchQueue Queue { get; } = queue;

        public ITimer Timer { get; set; } = null!;

        public Action Ring { get; set; } = null!;
    }
}
