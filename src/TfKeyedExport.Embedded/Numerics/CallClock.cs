namespace TfKeyedExport.Embedded.Numerics;

/// <summary>A clock that costs nothing to look at: its time is written down every few milliseconds.</summary>
/// <remarks>
/// That of the system has a thread of its own: the timers of the thread pool wake its workers, which then look out for work for
/// longer than a small call takes. The thread rests while no call has a time that could be over.
/// </remarks>
internal sealed class CallClock : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(25);
    private static readonly Lazy<CallClock> System = new(() => new CallClock());

    // How much further than needed the clock goes on, so that few calls have to say that they need it.
    private const long Reserve = 1000;

    private readonly TimeProvider? _provider;
    private readonly ITimer? _timer;
    private readonly AutoResetEvent? _wake;
    private readonly long _start;
    private long _now;
    private long _needed;
    private bool _rests;

    private CallClock()
    {
        _wake = new AutoResetEvent(false);
        _start = Environment.TickCount64;
        new Thread(Loop, 256 << 10) { IsBackground = true, Name = "tfkeyed clock" }.Start();
    }

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

    /// <summary>When a time that begins now will be over, on this clock; it is written down until then.</summary>
    /// <param name="milliseconds">How long it is.</param>
    public long Deadline(long milliseconds)
    {
        long deadline = Read() + milliseconds;
        if (deadline > Volatile.Read(ref _needed))
            Need(deadline + Reserve);
        if (Volatile.Read(ref _rests))
            _wake?.Set();
        return deadline;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private long Read() => _provider is null ? Environment.TickCount64 - _start : (long)_provider.GetElapsedTime(_start).TotalMilliseconds;

    private void WriteDown() => Volatile.Write(ref _now, Read());

    private void Need(long until)
    {
        for (long seen = Volatile.Read(ref _needed); seen < until;)
        {
            long before = Interlocked.CompareExchange(ref _needed, until, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    private void Loop()
    {
        while (true)
        {
            Thread.Sleep(Period);
            WriteDown();
            if (Volatile.Read(ref _needed) >= _now)
                continue;
            // Whoever did not see this yet has said what he needs when the clock looks again.
            Volatile.Write(ref _rests, true);
            Thread.Sleep(Period);
            WriteDown();
            if (Volatile.Read(ref _needed) < _now)
                _wake!.WaitOne();
            WriteDown();
            Volatile.Write(ref _rests, false);
        }
    }
}
