namespace TfKeyedExport.Embedded.Numerics;

/// <summary>A clock that costs nothing to look at: its time is written down every few milliseconds.</summary>
internal sealed class CallClock : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(25);
    private static readonly Lazy<CallClock> System = new(() => new CallClock(TimeProvider.System));

    private readonly TimeProvider _provider;
    private readonly long _start;
    private readonly ITimer _timer;
    private long _now;

    private CallClock(TimeProvider provider)
    {
        _provider = provider;
        _start = provider.GetTimestamp();
        _timer = provider.CreateTimer(static clock => ((CallClock)clock!).WriteDown(), this, Period, Period);
    }

    /// <summary>The time that was written down last, in milliseconds from when the clock was made.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>The clock of a host. That of the system is the same for all.</summary>
    public static CallClock For(TimeProvider provider) => ReferenceEquals(provider, TimeProvider.System) ? System.Value : new CallClock(provider);

    /// <summary>The time now, in the same milliseconds.</summary>
    public long Read() => (long)_provider.GetElapsedTime(_start).TotalMilliseconds;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!ReferenceEquals(_provider, TimeProvider.System))
            _timer.Dispose();
    }

    private void WriteDown() => Volatile.Write(ref _now, Read());
}
