namespace TfKeyedExport.Load.Measuring;

/// <summary>Times, counted in classes that are 2% wide.</summary>
internal sealed class Latencies
{
    private const double Width = 1.02;
    private const int Classes = 1200;

    private static readonly double Scale = 1 / Math.Log(Width);

    private readonly long[] _counts = new long[Classes];
    private long _errors;

    /// <summary>Notes the time of a request.</summary>
    public void Note(TimeSpan time)
    {
        int at = (int)(Math.Log(Math.Max(time.TotalMicroseconds, 1)) * Scale);
        Interlocked.Increment(ref _counts[Math.Min(at, Classes - 1)]);
    }

    /// <summary>Notes a request that was not answered.</summary>
    public void NoteError() => Interlocked.Increment(ref _errors);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        for (int i = 0; i < Classes; i++)
            Interlocked.Exchange(ref _counts[i], 0);
        Interlocked.Exchange(ref _errors, 0);
    }

    /// <summary>What was measured.</summary>
    /// <param name="elapsed">Over how long.</param>
    /// <param name="rows">How many rows a request had.</param>
    public LoadResult Result(TimeSpan elapsed, int rows)
    {
        long[] counts = [.. _counts];
        long requests = counts.Sum();
        double rate = requests / elapsed.TotalSeconds;
        return new LoadResult(requests, Interlocked.Read(ref _errors), rate, rate * rows, At(counts, requests, 0.5), At(counts, requests, 0.99));
    }

    private static double At(long[] counts, long requests, double share)
    {
        long wanted = (long)Math.Ceiling(requests * share), below = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            below += counts[i];
            if (below >= wanted && below > 0)
                return Math.Pow(Width, i + 0.5);
        }
        return double.NaN;
    }
}
