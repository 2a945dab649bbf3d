using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Turns;

namespace TfKeyedExport.Serving.Batching;

/// <summary>
/// Whether a queue takes a request in: up to its size, and beyond it from a client that holds less than its share of it, so that nobody is kept out by others'
/// requests. Who was let in is never thrown out again.
/// </summary>
internal static class QueueRoom
{
    /// <summary>Looks whether there is room.</summary>
    /// <param name="settings">The rules.</param>
    /// <param name="waiting">What waits.</param>
    /// <param name="batches">How many batches that makes.</param>
    /// <param name="isIdle">Whether nothing waits or runs.</param>
    /// <param name="call">The request.</param>
    /// <exception cref="ServingFault">There is none.</exception>
    public static void Check(BatchSettings settings, TurnQueue<PendingCall> waiting, BatchCount batches, bool isIdle, PendingCall call)
    {
        if (Lack(settings, waiting, batches, isIdle, call) is not { } lack || IsOwed(settings, waiting, call))
            return;
        throw new ServingFault(Code.Unavailable, "The batch scheduling queue to which this task was submitted is full" + lack)
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };
    }

    private static string? Lack(BatchSettings settings, TurnQueue<PendingCall> waiting, BatchCount batches, bool isIdle, PendingCall call)
    {
        if (settings.IsUnbatched)
            return waiting.Count >= settings.MaxWaitingCalls ? $"; {waiting.Count} calls wait, and {settings.MaxWaitingCalls} may (--max-waiting)" : null;
        if (settings.IsSolo)
            return waiting.Count > 0 && waiting.Size + call.Rows > settings.MostRows ? $"; {waiting.Size} rows wait, and {settings.MostRows} may" : null;
        int free = settings.MaxEnqueuedBatches - batches.Value;
        if (settings.SplitsLarge)
        {
            // What is cut for its size alone must fit as a whole; whoever asks for more rows than all of the queue is let in when it is empty.
            long capacity = ((long)Math.Max(0, free) * settings.MaxExecutionSize) + batches.Room;
            return call.Rows > capacity && !isIdle ? $"; task size is {call.Rows} but scheduling capacity is only {capacity}" : null;
        }
        return call.Rows > batches.Room && free <= 0
            ? $"; currently {batches.Value} batches enqueued and max_enqueued_batches is {settings.MaxEnqueuedBatches}"
            : null;
    }

    private static bool IsOwed(BatchSettings settings, TurnQueue<PendingCall> waiting, PendingCall call)
    {
        (int count, long rows) = waiting.HeldBy(call.Terms.Client);
        // Alone, or not known by name, a client's share is the whole of it.
        long shares = waiting.Shares + (count == 0 ? call.Terms.Client.Share : 0);
        (long most, long held) = settings.IsUnbatched ? (settings.MaxWaitingCalls, count + 1) : (settings.MostRows, rows + call.Rows);
        return shares > call.Terms.Client.Share && held * shares <= most * call.Terms.Client.Share;
    }
}
