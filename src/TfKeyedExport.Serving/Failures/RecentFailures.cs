namespace TfKeyedExport.Serving.Failures;

/// <summary>
/// The last calls that failed, for people who look at the server. Of those that failed alike one is kept, and counted: a flood of one kind does not wash
/// the others away. Nobody waits for anybody here: where two write at once, one of them may go uncounted.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class RecentFailures(TimeProvider time)
{
    /// <summary>How many kinds are kept.</summary>
    public const int Most = 50;

    /// <summary>How much of a text of strangers is kept, in UTF-16 units.</summary>
    public const int LongestText = 500;

    private const int LongestName = 128;
    private const string Cut = "...";

    private readonly Kept?[] _kept = new Kept?[Most];

    /// <summary>Notes a call that failed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="requestId">Its name; null if it has none.</param>
    public void Note(FailedCall call, string? requestId)
    {
        call = call with
        {
            Model = Shorten(call.Model, LongestName),
            Version = Shorten(call.Version, LongestName),
            Signature = Shorten(call.Signature, LongestName),
            Message = Shorten(call.Message, LongestText),
        };
        long now = time.GetUtcNow().UtcTicks;
        int oldest = 0;
        long oldestTime = long.MaxValue;
        for (int i = 0; i < _kept.Length; i++)
        {
            Kept? kept = Volatile.Read(ref _kept[i]);
            if (kept is not null && kept.Call == call)
            {
                kept.Again(now, requestId);
                return;
            }
            long last = kept?.Last ?? long.MinValue;
            if (last < oldestTime)
                (oldest, oldestTime) = (i, last);
        }
        Volatile.Write(ref _kept[oldest], new Kept(call, now, requestId));
    }

    /// <summary>What is kept, the last first.</summary>
    public IReadOnlyList<RecentFailure> List()
    {
        var list = new List<RecentFailure>(Most);
        for (int i = 0; i < _kept.Length; i++)
        {
            if (Volatile.Read(ref _kept[i]) is { } kept)
                list.Add(kept.Tell());
        }
        list.Sort(static (a, b) => b.Last.CompareTo(a.Last));
        return list;
    }

    private static string Shorten(string text, int longest) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), Cut);

    private sealed class Kept(FailedCall call, long now, string? requestId)
    {
        private readonly long _first = now;
        private long _last = now;
        private long _count = 1;
        private string? _requestId = requestId;

        public FailedCall Call => call;

        public long Last => Volatile.Read(ref _last);

        public void Again(long now, string? requestId)
        {
            Interlocked.Increment(ref _count);
            Volatile.Write(ref _last, now);
            Volatile.Write(ref _requestId, requestId);
        }

        public RecentFailure Tell() => new(
            call, Interlocked.Read(ref _count), new DateTimeOffset(_first, TimeSpan.Zero), new DateTimeOffset(Last, TimeSpan.Zero),
            Volatile.Read(ref _requestId));
    }
}
