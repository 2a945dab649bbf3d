namespace TfKeyedExport.Serving.Batching;

/// <summary>Requests that are going to be one call of the model.</summary>
internal sealed class Batch
{
    /// <summary>The requests, or pieces of them, in the order of their rows.</summary>
    public List<PendingCall> Calls { get; } = [];

    /// <summary>How many rows they have.</summary>
    public int Rows { get; private set; }

    /// <summary>When the first of them came.</summary>
    public long Entered { get; private set; } = long.MaxValue;

    /// <summary>Why it was not kept waiting for more.</summary>
    public BatchClosing Closing { get; init; }

    /// <summary>A batch of requests that were in another.</summary>
    public static Batch Of(IEnumerable<PendingCall> calls, BatchClosing closing)
    {
        var batch = new Batch { Closing = closing };
        foreach (PendingCall call in calls)
            batch.Add(call);
        return batch;
    }

    /// <summary>Adds one.</summary>
    public void Add(PendingCall call)
    {
        Calls.Add(call);
        Rows += call.Rows;
        Entered = Math.Min(Entered, call.Entered);
    }
}
