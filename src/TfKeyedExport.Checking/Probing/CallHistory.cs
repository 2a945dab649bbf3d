using TfKeyedExport.Hosting;

namespace TfKeyedExport.Checking.Probing;

/// <summary>The calls that one opened model was asked, in their order: what came before an answer that depends on it. Thread-safe.</summary>
/// <param name="runner">The model; calls to others are not remembered.</param>
internal sealed class CallHistory(ISignatureRunner runner)
{
    // A model that is called more often is fast, and what it remembers has mostly shown long before.
    private const int Kept = 200_000;
    private const long RowsKept = 20_000_000;

    private readonly Lock _gate = new();
    private readonly List<SampleCall> _calls = [];
    private long _rows;
    private bool _isFull;

    /// <summary>Remembers a call.</summary>
    /// <returns>How many there were before it.</returns>
    public int Add(ISignatureRunner asked, SampleCall call)
    {
        if (!ReferenceEquals(asked, runner))
            return 0;
        lock (_gate)
        {
            _rows += call.Rows.Length;
            _isFull |= _calls.Count >= Kept || _rows > RowsKept;
            if (_isFull)
                return _calls.Count;
            _calls.Add(call);
            return _calls.Count - 1;
        }
    }

    /// <summary>The first calls.</summary>
    /// <param name="count">How many at most.</param>
    public SampleCall[] First(int count)
    {
        lock (_gate)
            return [.. _calls.Take(count)];
    }
}
