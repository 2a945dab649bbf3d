using System.Collections.Concurrent;

namespace TfKeyedExport.Load.Chaos;

/// <summary>What happened, by kind; and what must not have.</summary>
internal sealed class Tally
{
    private const int MostFaults = 20;

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _faults = [];
    private long _faultCount;

    /// <summary>How much must not have happened.</summary>
    public long FaultCount => Interlocked.Read(ref _faultCount);

    /// <summary>The first of these.</summary>
    public IEnumerable<string> Faults => _faults;

    /// <summary>How often each thing happened.</summary>
    public IEnumerable<KeyValuePair<string, long>> Counts => _counts.OrderBy(c => c.Key, StringComparer.Ordinal);

    /// <summary>How often something happened.</summary>
    public long this[string kind] => _counts.GetValueOrDefault(kind);

    /// <summary>Something happened.</summary>
    public void Note(string kind, long times = 1) => _counts.AddOrUpdate(kind, times, (_, before) => before + times);

    /// <summary>Something happened that must not.</summary>
    public void Fault(string text)
    {
        Interlocked.Increment(ref _faultCount);
        if (_faults.Count < MostFaults)
            _faults.Enqueue(text);
    }
}
