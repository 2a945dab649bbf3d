using System.Collections.Concurrent;
using System.Diagnostics;
using TfKeyedExport.Serving.Tracing;

namespace TfKeyedExport.Server.Tests.Seen;

/// <summary>Records what belongs to one client's trace.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;
    private readonly ActivityContext _client = new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    public Spans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Traces.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == _client.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public string TraceId => _client.TraceId.ToHexString();

    public string Header => $"00-{_client.TraceId}-{_client.SpanId}-01";

    public Activity Call => _ended.Single(s => s.Kind == ActivityKind.Server);

    public string[] Names => [.. _ended.Select(s => s.OperationName)];

    public object? Tag(string name) => Call.GetTagItem(name);

    public bool IsClients(Activity span) => span.TraceId == _client.TraceId && span.ParentSpanId == _client.SpanId;

    public void Dispose() => _listener.Dispose();
}
