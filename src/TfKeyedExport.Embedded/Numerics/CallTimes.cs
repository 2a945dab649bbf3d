namespace TfKeyedExport.Embedded.Numerics;

/// <summary>When one call has to end, in a form that a loop over many small steps keeps in registers. See <see cref="CallWatch"/>.</summary>
/// <param name="clock">The clock.</param>
/// <param name="deadline">When the call's time is over, on that clock.</param>
/// <param name="cancellation">How its caller gives it up.</param>
internal readonly struct CallTimes(CallClock clock, long deadline, CancellationToken cancellation)
{
    private readonly CallClock _clock = clock;
    private readonly long _deadline = deadline;
    private readonly CancellationToken _cancellation = cancellation;

    /// <summary>Whether the call has to end.</summary>
    public bool AreUp => _clock.Now > _deadline || _cancellation.IsCancellationRequested;
}
