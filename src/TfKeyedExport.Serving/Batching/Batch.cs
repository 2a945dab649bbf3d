namespace TfKeyedExport.Serving.Batching;

/// <summary>Requests that are going to be one call of the model.</summary>
internal sealed class Batch
{
    /// <summary>The requests, or pieces of them, in the order in which they came.</summary>
    public List<PendingCall> Calls { get; } = [];

    /// <summary>How many rows they have.</summary>
    public int Rows { get; private set; }

    /// <summary>When the first came.</summary>
    public long Entered => Calls[0].Entered;

    /// <summary>Whether it is run as soon as somebody can, though it is not full.</summary>
    public BatchClosing? Due { get; set; }

    /// <summary>A batch of requests that were in another.</summary>
    public static Batch Of(IEnumerable<PendingCall> calls)
    {
        var batch = new Batch();
        foreach (PendingCall call in calls)
            batch.Add(call);
        return batch;
    }

    /// <summary>Adds one.</summary>
    public void Add(PendingCall call)
    {
        Calls.Add(call);
        Rows += call.Rows;
    }
}
