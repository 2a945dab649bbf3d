namespace TfKeyedExport.Benchmarking;

/// <summary>The times of calls, in the clock's ticks.</summary>
/// <param name="frequency">The clock's ticks in a second.</param>
internal sealed class Latencies(long frequency)
{
    private readonly List<long> _ticks = new(4096);

    public int Count => _ticks.Count;

    /// <summary>The sum of all times, in seconds.</summary>
    public double Seconds => (double)_ticks.Sum() / frequency;

    public void Add(long ticks) => _ticks.Add(ticks);

    /// <summary>The least time that a share of the calls stays within, in microseconds.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    public double Microseconds(double share)
    {
        _ticks.Sort();
        int index = (int)Math.Ceiling(share * _ticks.Count) - 1;
        return 1e6 * _ticks[Math.Max(index, 0)] / frequency;
    }
}
