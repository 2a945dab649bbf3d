namespace TfKeyedExport.Serving.Terms;

/// <summary>What is written down of a call beside its rows. There is none unless calls are logged.</summary>
/// <param name="sink">Takes its rows.</param>
/// <param name="requestId">What the client calls it, or was made for it.</param>
/// <param name="attempt">Which attempt at it this is, from 1.</param>
/// <param name="headers">The values of the headers that are logged, in the order of their names; null for one that the request lacks.</param>
/// <param name="time">When it came in.</param>
/// <param name="started">The same, as a timestamp of the clock.</param>
internal sealed class CallLog(ICallLogSink sink, string requestId, int attempt, string?[] headers, DateTimeOffset time, long started)
{
    private int _batchRows;

    /// <summary>What the client calls it, or was made for it.</summary>
    public string RequestId => requestId;

    /// <summary>Which attempt at it this is, from 1.</summary>
    public int Attempt => attempt;

    /// <summary>The values of the headers that are logged.</summary>
    public string?[] Headers => headers;

    /// <summary>When it came in.</summary>
    public DateTimeOffset Time => time;

    /// <summary>The same, as a timestamp of the clock.</summary>
    public long Started => started;

    /// <summary>Takes its rows.</summary>
    public ICallLogSink Sink => sink;

    /// <summary>The rows of the largest batch in which rows of it ran; 0 if they ran by themselves.</summary>
    public int BatchRows => Volatile.Read(ref _batchRows);

    /// <summary>Goes to a signature; one after another, if there are several.</summary>
    public void Begin() => Volatile.Write(ref _batchRows, 0);

    /// <summary>Rows of it ran in a batch. Pieces of it may, at the same time.</summary>
    /// <param name="rows">How many the batch has, without those that fill it up.</param>
    public void RanIn(int rows)
    {
        int seen = BatchRows;
        while (rows > seen && Interlocked.CompareExchange(ref _batchRows, rows, seen) is var now && now != seen)
            seen = now;
    }
}
