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
    private volatile BatchQueue[] _queues = [];
    private bool _isRetired;

    /// <summary>Runs a request among others of its kind.</summary>
    /// <returns>False if there are too many kinds already: it must be run by itself.</returns>
    /// <exception cref="Faults.ServingFault">It is too large, or too many batches wait.</exception>
    public bool TrySubmit(PendingCall call)
    {
        if ((Find(call.Inputs) ?? Make(call.Inputs)) is not { } queue)
            return false;
        scheduler.Submit(queue, call);
        return true;
    }

    /// <summary>Nothing waits for company any more.</summary>
    public void Flush()
    {
        foreach (BatchQueue queue in _queues)
            scheduler.Flush(queue);
    }

    /// <summary>Nothing waits for company any more, whatever still comes: others take the requests from now on.</summary>
    public void Retire()
    {
        lock (_gate)
            _isRetired = true;
        foreach (BatchQueue queue in _queues)
            scheduler.Retire(queue);
    }

    /// <summary>How many batches wait.</summary>
    public int Waiting => _queues.Sum(q => scheduler.Read(q, static queue => queue.Waiting));

    /// <summary>How many batches run.</summary>
    public int Running => _queues.Sum(q => scheduler.Read(q, static queue => queue.Running));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BatchQueue queue in _queues)
            queue.Timer!.Dispose();
    }

    private BatchQueue? Find(Tensor[] inputs)
    {
        foreach (BatchQueue queue in _queues)
        {
            if (queue.Key.Fits(inputs))
                return queue;
        }
        return null;
    }

    private BatchQueue? Make(Tensor[] inputs)
    {
        lock (_gate)
        {
            if (Find(inputs) is { } made)
                return made;
            List<BatchQueue> queues = [.. _queues];
            if (queues.Count == MostQueues)
            {
                int idle = queues.FindIndex(q => scheduler.Read(q, static queue => queue.IsIdle));
                if (idle < 0)
                    return null;
                // Somebody may have found it a moment ago.
                scheduler.Retire(queues[idle]);
                queues.RemoveAt(idle);
            }
            var queue = new BatchQueue(settings, runner, new BatchKey(runner.IsBatched, inputs, settings.PadsVariableLengths), scheduler.Turns);
            queue.Timer = scheduler.Time.CreateTimer(_ => scheduler.Ring(queue), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (_isRetired)
                scheduler.Retire(queue);
            queues.Add(queue);
            _queues = [.. queues];
            return queue;
        }
    }
}
