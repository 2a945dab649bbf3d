namespace TfKeyedExport.Serving.Models;

/// <summary>
/// How long calls took of late: who is going to take long must not do it on a thread that carries other requests. Thread-safe; may lose a call.
/// </summary>
internal sealed class RunCost
{
    // Each call changes the picture by so much.
    private const double Weight = 0.125;

    private double _microseconds = double.NaN;
    private double _rows = 1;

    /// <summary>How long a call with so many rows is going to take; null if none was made yet.</summary>
    public TimeSpan? Estimate(int rows)
    {
        double known = Volatile.Read(ref _microseconds);
        return double.IsNaN(known) ? null : TimeSpan.FromMicroseconds(known * Math.Max(1, rows / Volatile.Read(ref _rows)));
    }

    /// <summary>Notes a call.</summary>
    public void Note(int rows, TimeSpan took)
    {
        double known = Volatile.Read(ref _microseconds), now = took.TotalMicroseconds;
        Volatile.Write(ref _microseconds, double.IsNaN(known) ? now : known + (Weight * (now - known)));
        double before = Volatile.Read(ref _rows);
        Volatile.Write(ref _rows, before + (Weight * (Math.Max(1, rows) - before)));
    }
}
