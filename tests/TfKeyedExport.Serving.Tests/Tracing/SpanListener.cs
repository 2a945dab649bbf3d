using System.Collections.Concurrent;
using System.Diagnostics;
using TfKeyedExport.Serving.Tracing;

namespace TfKeyedExport.Serving.Tests.Tracing;

/// <summary>Listens to all spans of the process, and shows those of one trace: other tests have theirs.</summary>
internal sealed class SpanListener : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public SpanListener()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Traces.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.PropagationData,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What a client would send.</summary>
    public static ActivityContext Client(bool recorded = true) => new(
        ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), recorded ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None, isRemote: true);

    /// <summary>The spans of a trace that have ended, in that order.</summary>
    public Activity[] Of(ActivityTraceId trace) => [.. _ended.Where(a => a.TraceId == trace)];

    public void Dispose() => _listener.Dispose();
}
