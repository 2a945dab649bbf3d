using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Numerics;

/// <summary>Says when a call has to end early: its caller gave it up, or its time is over. Belongs to one call at a time.</summary>
/// <remarks>
/// Whoever works for long asks <see cref="IsOver"/> now and then, on any of the threads that work for the call, and may then
/// leave his result half done: the call ends with an error. Once it is over it stays so.
/// </remarks>
/// <param name="clock">The clock.</param>
internal sealed class CallWatch(CallClock clock)
{
    [ThreadStatic]
    private static CallWatch? _current;

    private TimeSpan _limit;
    private long _deadline = long.MaxValue;
    private CancellationToken _cancellation;

    /// <summary>Whether the call that this thread works for has to end.</summary>
    public static bool IsOver => _current is { } watch && watch.IsUp;

    /// <summary>Whether the call has to end.</summary>
    public bool IsUp => clock.Now > _deadline || _cancellation.IsCancellationRequested;

    /// <summary>Ends the call that this thread works for, if it has to end.</summary>
    /// <inheritdoc cref="ThrowIfUp" path="/exception"/>
    public static void ThrowIfOver() => _current?.ThrowIfUp();

    /// <summary>Lets this thread work for a call.</summary>
    /// <returns>The call for which it worked before, to be given back in the end.</returns>
    public static CallWatch? Take(CallWatch? watch)
    {
        CallWatch? before = _current;
        _current = watch;
        return before;
    }

    /// <summary>The call that this thread works for.</summary>
    public static CallWatch? Current => _current;

    /// <summary>A call begins.</summary>
    /// <param name="limit">The longest that it may take; a limit that is no time or longer than a month sets none.</param>
    /// <param name="cancellation">How its caller gives it up.</param>
    public void Begin(TimeSpan limit, CancellationToken cancellation)
    {
        _limit = limit;
        _cancellation = cancellation;
        _deadline = limit > TimeSpan.Zero && limit < TimeSpan.FromDays(30) ? clock.Deadline((long)Math.Ceiling(limit.TotalMilliseconds)) : long.MaxValue;
    }

    /// <summary>The call has ended.</summary>
    public void End()
    {
        _cancellation = default;
        _deadline = long.MaxValue;
    }

    /// <summary>Ends the call if it has to end.</summary>
    /// <exception cref="OperationCanceledException">Its caller gave it up.</exception>
    /// <exception cref="TfKeyedException">Its time is over.</exception>
    public void ThrowIfUp()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (clock.Now > _deadline)
            throw Limits.Time(_limit);
    }
}
