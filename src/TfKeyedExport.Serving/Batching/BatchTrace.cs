using System.Diagnostics;
using TfKeyedExport.Serving.Tracing;

namespace TfKeyedExport.Serving.Batching;

/// <summary>A batch in the traces of its calls. Its span belongs to the first of them and is linked with all; each of them names it.</summary>
internal static class BatchTrace
{
    private const int MostLinks = 128;

    /// <summary>Begins the span of a batch.</summary>
    /// <returns>Null if none of its calls is recorded.</returns>
    public static Activity? Begin(List<PendingCall> calls, int rows, int padding, BatchClosing closing)
    {
        if (!Traces.IsOn)
            return null;
        Activity[] traced = [.. calls.Select(c => c.Terms.Span?.Trace).OfType<Activity>()];
        if (traced.Length == 0)
            return null;
        var tags = new ActivityTagsCollection
        {
            [TraceNames.Rows] = rows,
            [TraceNames.PaddingRows] = padding,
            [TraceNames.BatchCalls] = calls.Count,
            [TraceNames.BatchClosed] = closing.ToString().ToLowerInvariant(),
        };
        Activity? batch = Traces.Begin(
            TraceNames.Batch, ActivityKind.Internal, traced[0].Context, tags, traced.Take(MostLinks).Select(t => new ActivityLink(t.Context)));
        if (batch is null)
            return null;
        foreach (Activity call in traced)
        {
            call.AddEvent(new ActivityEvent(TraceNames.Batch, tags: new ActivityTagsCollection
            {
                [TraceNames.BatchTrace] = batch.TraceId.ToHexString(),
                [TraceNames.BatchSpan] = batch.SpanId.ToHexString(),
                [TraceNames.Rows] = rows,
                [TraceNames.BatchCalls] = calls.Count,
            }));
        }
        return batch;
    }

    /// <summary>Notes how long calls have waited until now.</summary>
    public static void Waited(List<PendingCall> calls, long now, TimeProvider time)
    {
        if (!Traces.IsOn)
            return;
        DateTimeOffset end = time.GetUtcNow();
        foreach (PendingCall call in calls)
        {
            if (call.Terms.Span?.Trace is not { } trace)
                continue;
            using Activity? wait = Traces.Begin(
                TraceNames.Queue, ActivityKind.Internal, trace.Context, new() { [TraceNames.Rows] = call.Rows },
                start: end - time.GetElapsedTime(call.Entered, now));
            wait?.SetEndTime(end.UtcDateTime);
        }
    }
}
