using System.Numerics;

namespace TfKeyedExport.Serving.Models;

/// <summary>
/// How long calls took of late, by their rows: who is going to take long must not do it on a thread that carries other requests, and rows are joined only where
/// that makes them faster. Thread-safe; may lose a call.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class RunCost(TimeProvider time)
{
    private static readonly TimeSpan Cheap = TimeSpan.FromMilliseconds(0.5);

    // What it takes to hand a call over to another thread and to gather it with others.
    private const double JoiningMicroseconds = 20;
    private const int CallsToBeSure = 1000;
    private const int TriedAlone = 64;

    // Whoever was cheap a hundred times and then not is not believed for a while, and longer each time.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private const int MostDoublings = 6;

    // By the power of two of the rows.
    private readonly Figure[] _figures = [.. Enumerable.Range(0, 31).Select(_ => new Figure())];
    private long _cheapFrom = long.MinValue;
    private int _surprises;
    private int _calls;
    private int _asked;

    /// <summary>How long a call with so many rows is going to take; null if none was made yet.</summary>
    public TimeSpan? Estimate(int rows)
    {
        int power = PowerOf(rows);
        for (int p = power; p >= 0; p--)
        {
            if (_figures[p].IsKnown)
                return TimeSpan.FromMicroseconds(_figures[p].Mean * Math.Max(1, rows));
        }
        // More rows never take less time.
        for (int p = power + 1; p < _figures.Length; p++)
        {
            if (_figures[p].IsKnown)
                return TimeSpan.FromMicroseconds(_figures[p].Mean * (1 << p));
        }
        return null;
    }

    /// <summary>Whether a call with so many rows is going to take no time to speak of.</summary>
    public bool IsCheap(int rows) => Estimate(rows) < Cheap && (_surprises == 0 || time.GetTimestamp() >= Interlocked.Read(ref _cheapFrom));

    /// <summary>
    /// Whether a call with so many rows is as fast by itself: it takes less time than joining does, or rows among many take hardly less than its own. Now and
    /// then it is said of one only to try.
    /// </summary>
    public bool IsFastAlone(int rows)
    {
        if (Volatile.Read(ref _calls) < CallsToBeSure)
            return false;
        Figure alone = _figures[PowerOf(rows)];
        if (!alone.IsKnown || Interlocked.Increment(ref _asked) % TriedAlone == 0)
            return true;
        double took = alone.Typical * rows, amongMany = double.PositiveInfinity;
        for (int p = PowerOf(rows) + 1; p < _figures.Length; p++)
        {
            if (_figures[p].IsKnown)
                amongMany = Math.Min(amongMany, _figures[p].Typical);
        }
        return took < JoiningMicroseconds || (amongMany < double.PositiveInfinity && took - (amongMany * rows) < JoiningMicroseconds);
    }

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
        _figures[PowerOf(rows)].Note(took.TotalMicroseconds / Math.Max(1, rows));
    }

    private static int PowerOf(int rows) => BitOperations.Log2((uint)Math.Max(1, rows));

    /// <summary>What a row takes, in microseconds.</summary>
    private sealed class Figure
    {
        // Each call changes the picture by so much.
        private const double Weight = 0.125;

        private double _mean = double.NaN;
        private double _typical = double.NaN;

        public bool IsKnown => !double.IsNaN(Mean);

        public double Mean => Volatile.Read(ref _mean);

        /// <summary>More than half of the calls take, and less than the other half: a thread that was set aside for a while does not change it.</summary>
        public double Typical => Volatile.Read(ref _typical);

        public void Note(double microseconds)
        {
            double mean = Mean, typical = Typical;
            bool isFirst = double.IsNaN(mean);
            Volatile.Write(ref _typical, isFirst ? microseconds : typical * (microseconds > typical ? 1 + Weight : 1 - Weight));
            Volatile.Write(ref _mean, isFirst ? microseconds : mean + (Weight * (microseconds - mean)));
        }
    }
}
