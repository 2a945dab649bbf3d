namespace TfKeyedExport.Server.Rest;

/// <summary>How many calls a second there were lately: between one look and another, at least some seconds apart.</summary>
/// <param name="time">The clock.</param>
internal sealed class CallRates(TimeProvider time)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly long _began = time.GetTimestamp();
    private Look? _before;
    private Look? _last;

    /// <summary>The rates by signature; those that nobody saw before are counted from their beginning.</summary>
    /// <param name="totals">All calls of each signature until now.</param>
    /// <param name="over">The time that they are about.</param>
    public Dictionary<string, double> Of(Dictionary<string, long> totals, out TimeSpan over)
    {
        lock (_gate)
        {
            long now = time.GetTimestamp();
            if (_last is null || time.GetElapsedTime(_last.At, now) >= Least)
            {
                _before = _last;
                _last = new Look(now, totals);
            }
            TimeSpan took = over = time.GetElapsedTime(_before?.At ?? _began, now);
            Dictionary<string, long>? then = _before?.Totals;
            double seconds = Math.Max(took.TotalSeconds, double.Epsilon);
            return totals.ToDictionary(t => t.Key, t => Math.Max(0, t.Value - (then?.GetValueOrDefault(t.Key) ?? 0)) / seconds, StringComparer.Ordinal);
        }
    }

    private sealed record Look(long At, Dictionary<string, long> Totals);
}
