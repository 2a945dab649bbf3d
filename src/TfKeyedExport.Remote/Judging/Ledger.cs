using TfKeyedExport.Remote.Protocols;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Remote.Judging;

/// <summary>What was tried of each property, what was refused, and what was wrong. Thread-safe.</summary>
internal sealed class Ledger
{
    private const int MostWrongs = 64;
    private const int MostLines = 12;

    // Who waits so much longer than the slowest call took that was answered waits for nothing.
    private const double ManyTimes = 10;
    private static readonly TimeSpan LeastHang = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly List<Wrong> _wrongs = [];
    private readonly SortedDictionary<string, long> _refusals = new(StringComparer.Ordinal);
    private long _otherRefusals;
    private long _wrongCalls;
    private long _answeredRows;
    private TimeSpan _slowest;
    private readonly List<TimeSpan> _waits = [];

    /// <summary>How many answers were wrong.</summary>
    public long WrongCalls => Volatile.Read(ref _wrongCalls);

    /// <summary>How many rows were answered.</summary>
    public long AnsweredRows => Volatile.Read(ref _answeredRows);

    /// <summary>Notes an answer and what is wrong with it.</summary>
    public void Answered(RemoteCall call, IReadOnlyList<Wrong> wrongs)
    {
        lock (_lock)
        {
            Of(call.Property).Answered++;
            _answeredRows += call.Rows.Length;
            if (wrongs.Count == 0)
                return;
            _wrongCalls++;
            foreach (Wrong wrong in wrongs.Where(_ => _wrongs.Count < MostWrongs))
                _wrongs.Add(wrong);
        }
    }

    /// <summary>Notes that a call got no answer.</summary>
    public void Refused(string property, RemoteFault fault)
    {
        lock (_lock)
        {
            Entry entry = Of(property);
            entry.Refused++;
            entry.Why ??= fault.Line;
            entry.Unreadable += fault.IsWrong ? 1 : 0;
            IsGone |= fault.Code == Code.NotFound;
            // Messages of strangers, which may tell each call's number.
            if (_refusals.TryGetValue(fault.Line, out long count) || _refusals.Count < MostLines)
                _refusals[fault.Line] = count + 1;
            else
                _otherRefusals++;
        }
    }

    /// <summary>Notes how long an answered call took.</summary>
    public void Took(TimeSpan time)
    {
        lock (_lock)
            _slowest = time > _slowest ? time : _slowest;
    }

    /// <summary>Notes how long a call had been under way when it was given up.</summary>
    public void Waited(TimeSpan time)
    {
        lock (_lock)
        {
            if (time >= LeastHang)
                _waits.Add(time);
        }
    }

    /// <summary>How many calls were given up that had been waited for very much longer than any that was answered, and how long the longest.</summary>
    public (int Count, TimeSpan Longest) Hung()
    {
        lock (_lock)
        {
            TimeSpan[] hung = [.. _waits.Where(w => w >= _slowest * ManyTimes)];
            return (hung.Length, hung.DefaultIfEmpty().Max());
        }
    }

    /// <summary>Notes that nobody waited for a call.</summary>
    public void GaveUp(string property)
    {
        lock (_lock)
            Of(property).GivenUp++;
    }

    /// <summary>Takes what is wrong on a shorter call instead of what was found first.</summary>
    public void Replace(Wrong old, Wrong shorter)
    {
        lock (_lock)
            _wrongs[_wrongs.IndexOf(old)] = shorter;
    }

    /// <summary>What is wrong, as far as it was kept.</summary>
    public IReadOnlyList<Wrong> Wrongs()
    {
        lock (_lock)
            return [.. _wrongs];
    }

    /// <summary>Why calls got no answers, with how often.</summary>
    public IReadOnlyList<(string Line, long Count)> Refusals()
    {
        lock (_lock)
        {
            IEnumerable<(string, long)> lines = _refusals.OrderByDescending(r => r.Value).Select(r => (r.Key, r.Value));
            return [.. lines, .. _otherRefusals > 0 ? [("others", _otherRefusals)] : Array.Empty<(string, long)>()];
        }
    }

    /// <summary>Whether the server said that it has no such model, or version of it.</summary>
    public bool IsGone { get; private set; }

    /// <summary>How many answers of some properties were no answers of the signature.</summary>
    public long Unreadable(IEnumerable<string> properties)
    {
        lock (_lock)
            return properties.Sum(p => _entries.TryGetValue(p, out Entry? entry) ? entry.Unreadable : 0);
    }

    /// <summary>What was tried of a property: answered, refused, given up, and the first refusal.</summary>
    public (long Answered, long Refused, long GivenUp, string? Why) Tried(string property)
    {
        lock (_lock)
            return _entries.TryGetValue(property, out Entry? entry) ? (entry.Answered, entry.Refused, entry.GivenUp, entry.Why) : default;
    }

    private Entry Of(string property)
    {
        if (!_entries.TryGetValue(property, out Entry? entry))
            _entries.Add(property, entry = new Entry());
        return entry;
    }

    private sealed class Entry
    {
        public long Answered { get; set; }

        public long Refused { get; set; }

        public long GivenUp { get; set; }

        public long Unreadable { get; set; }

        public string? Why { get; set; }
    }
}
