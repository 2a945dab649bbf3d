using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Terms;

/// <summary>Ends a call when its client has gone or its deadline has passed, whichever comes first, and tells which it was.</summary>
internal sealed class CallWatch : IDisposable
{
    // A client's own timer, which ends the call as well, does not ring at the very moment.
    private static readonly TimeSpan Imprecision = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _ends;
    private readonly CancellationTokenSource? _linked;
    private readonly TimeProvider _time;
    private readonly long _deadline;

    /// <summary>Begins to watch.</summary>
    /// <param name="terms">How long the call may go on.</param>
    /// <param name="time">The clock.</param>
    public CallWatch(CallTerms terms, TimeProvider time)
    {
        _time = time;
        _deadline = terms.Deadline;
        long now = time.GetTimestamp();
        TimeSpan left = _deadline == long.MaxValue ? Timeout.InfiniteTimeSpan : _deadline <= now ? TimeSpan.Zero : time.GetElapsedTime(now, _deadline);
        // No timer is set for so long.
        if (left.TotalMilliseconds > int.MaxValue)
            left = Timeout.InfiniteTimeSpan;
        _ends = new CancellationTokenSource(left, time);
        CancellationToken client = terms.Cancellation;
        _linked = client.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(_ends.Token, client) : null;
    }

    /// <summary>Ends the call.</summary>
    public CancellationToken Token => (_linked ?? _ends).Token;

    /// <summary>The error that a call's error is: that it was ended says nothing to a client whose time was up.</summary>
    public Exception Explain(Exception error) => error is OperationCanceledException && IsOver()
        ? new ServingFault(Code.DeadlineExceeded, "the deadline passed while the model ran", error)
        : error;

    /// <inheritdoc/>
    public void Dispose()
    {
        _linked?.Dispose();
        _ends.Dispose();
    }

    private bool IsOver()
    {
        long now = _time.GetTimestamp();
        return now >= _deadline || (_deadline != long.MaxValue && _time.GetElapsedTime(now, _deadline) < Imprecision);
    }
}
