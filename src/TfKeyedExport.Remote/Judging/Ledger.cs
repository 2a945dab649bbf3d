using TfKeyedExport.Remote.Protocols;

namespace TfKeyedExport.Remote.Judging;

/// <summary>What was tried of each property, what was refused, and what was wrong. Thread-safe.</summary>
internal sealed class Ledger
{
    private const int MostWrongs = 64;
    private const int MostLines = 12;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly List<Wrong> _wrongs = [];
    private readonly SortedDictionary<string, long> _refusals = new(StringComparer.Ordinal);
    private long _otherRefusals;
    private long _wrongCalls;
    private long _answeredRows;

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
            // Messages of strangers, which may tell each call's number.
            if (_refusals.TryGetValue(fault.Line, out long count) || _refusals.Count < MostLines)
                _refusals[fault.Line] = count + 1;
            else
                _otherRefusals++;
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

        public string? Why { get; set; }
    }
}
