namespace TfKeyedExport.Serving.Models;

/// <summary>
/// How long calls took of late: who is going to take long must not do it on a thread that carries other requests. Thread-safe; may lose a call.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class RunCost(TimeProvider time)
{
    private static readonly TimeSpan Cheap = TimeSpan.FromMilliseconds(0.5);

    // Handing a call over to another thread and gathering it with others takes about as long.
    private static readonly TimeSpan Tiny = TimeSpan.FromMicroseconds(20);
    private const int CallsToBeSure = 1000;

    // Whoever was cheap a hundred times and then not is not believed for a while, and longer each time.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private const int MostDoublings = 6;

    // Each call changes the picture by so much.
    private const double Weight = 0.125;

    private double _microseconds = double.NaN;
    private double _rows = 1;
    private long _cheapFrom = long.MinValue;
    private int _surprises;
    private int _calls;

    /// <summary>How long a call with so many rows is going to take; null if none was made yet.</summary>
    public TimeSpan? Estimate(int rows)
    {
        double known = Volatile.Read(ref _microseconds);
        return double.IsNaN(known) ? null : TimeSpan.FromMicroseconds(known * Math.Max(1, rows / Volatile.Read(ref _rows)));
    }

    /// <summary>Whether a call with so many rows is going to take no time to speak of.</summary>
    public bool IsCheap(int rows) => Estimate(rows) < Cheap && (_surprises == 0 || time.GetTimestamp() >= Interlocked.Read(ref _cheapFrom));

    /// <summary>Whether a call with so many rows takes less time than to join it with others would, so that joining cannot pay.</summary>
    public bool IsTiny(int rows) => Volatile.Read(ref _calls) >= CallsToBeSure && Estimate(rows) < Tiny;

    /// <summary>Notes that a call that was to be cheap was not.</summary>
    public void Surprise()
    {
        TimeSpan pause = FirstPause * (1 << Math.Min(Interlocked.Increment(ref _surprises) - 1, MostDoublings));
        Interlocked.Exchange(ref _cheapFrom, time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency));
    }

    /// <summary>Notes a call.</summary>
    public void Note(int rows, TimeSpan took)
    {
        if (_calls < CallsToBeSure)
            Interlocked.Increment(ref _calls);
        double known = Volatile.Read(ref _microseconds), now = took.TotalMicroseconds;
        Volatile.Write(ref _microseconds, double.IsNaN(known) ? now : known + (Weight * (now - known)));
        double before = Volatile.Read(ref _rows);
        Volatile.Write(ref _rows, before + (Weight * (Math.Max(1, rows) - before)));
    }
}
