namespace TfKeyedExport.Serving.Threads;

/// <summary>
/// Lets calls that ought to be cheap run on the threads that carry requests, and ends those that are not cheap after all before others wait for them: what a
/// call costs can follow from what a stranger sends.
/// </summary>
/// <remarks>All that begin within one period share a token, so that a call costs nothing; the timer rests while there are none.</remarks>
internal sealed class ShortRuns : IDisposable
{
    /// <summary>A call is ended after one to two of these.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(25);

    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private CancellationTokenSource _now = new();
    private CancellationTokenSource _before = new();
    private bool _used;
    private bool _usedBefore;
    private bool _rests = true;

    /// <summary>Begins at rest.</summary>
    /// <param name="time">The clock.</param>
    public ShortRuns(TimeProvider time) => _timer = time.CreateTimer(_ => Turn(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Ends a call that begins now, if it is still there when it should not be.</summary>
    public CancellationToken Begin()
    {
        // Written only where it is not yet so: many threads come by here.
        if (!Volatile.Read(ref _used))
            Volatile.Write(ref _used, true);
        if (Volatile.Read(ref _rests))
            Wake();
        return Volatile.Read(ref _now).Token;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Wake()
    {
        lock (_gate)
        {
            if (!_rests)
                return;
            _rests = false;
            _timer.Change(Period, Period);
        }
    }

    private void Turn()
    {
        CancellationTokenSource over;
        lock (_gate)
        {
            over = _before;
            _before = _now;
            Volatile.Write(ref _now, new CancellationTokenSource());
            // Two periods without a call: nothing runs that could be ended.
            if (!_used && !_usedBefore)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                Volatile.Write(ref _rests, true);
            }
            _usedBefore = _used;
            Volatile.Write(ref _used, false);
        }
        over.Cancel();
    }
}
