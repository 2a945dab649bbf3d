namespace TfKeyedExport.Serving.Versions;

/// <summary>
/// Gives memory back to the system after versions were loaded or freed, and after large requests. What they leave behind is garbage, and holds memory outside
/// the heap; a server that has little to do would not collect it for hours.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="collect">Collects; null has the runtime do it.</param>
internal sealed class MemoryReturn(TimeProvider time, Action? collect = null) : IDisposable
{
    // Versions come and go together: once is enough for all of them.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // While large requests come, what one leaves is what the next one takes; and collecting halts everybody.
    private static readonly TimeSpan Lull = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private ITimer? _lull;
    private bool _isClosed;

    /// <summary>Has it done in a while, once however often it is asked for until then.</summary>
    public void Soon()
    {
        lock (_gate)
        {
            if (!_isClosed)
                _timer ??= time.CreateTimer(_ => Collect(), null, Pause, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Has it done when this was not called for a while.</summary>
    public void AfterLull()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _lull ??= time.CreateTimer(_ => Collect(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _lull.Change(Lull, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _timer?.Dispose();
            _lull?.Dispose();
        }
    }

    private void Collect()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
        }
        (collect ?? CollectAll)();
    }

    private static void CollectAll()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // Memory outside the heap is freed by whoever held it.
        GC.WaitForPendingFinalizers();
    }
}
