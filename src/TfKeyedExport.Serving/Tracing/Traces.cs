using System.Diagnostics;

namespace TfKeyedExport.Serving.Tracing;

/// <summary>
/// What a call's trace is made of. Spans know their parents by what they are given: nothing is taken from the thread that they begin on, since calls change
/// threads, and one thread runs the rows of many.
/// </summary>
internal static class Traces
{
    /// <summary>Under which name listeners find the spans.</summary>
    public const string SourceName = "TfKeyedExport.Serving";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Whether anybody listens; as long as nobody does, no span is made.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>Begins a span.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Whose it is.</param>
    /// <param name="parent">What it belongs to; the default begins a trace.</param>
    /// <param name="tags">What is known of it already.</param>
    /// <param name="links">Others that it has to do with.</param>
    /// <param name="start">When it began; the default is now.</param>
    /// <returns>Null if it is not recorded.</returns>
    public static Activity? Begin(
        string name, ActivityKind kind, ActivityContext parent, ActivityTagsCollection? tags = null, IEnumerable<ActivityLink>? links = null,
        DateTimeOffset start = default)
    {
        // Without a parent, the thread's own would be taken for it.
        Activity? before = Activity.Current;
        Activity.Current = null;
        try
        {
            Activity? span = Source.StartActivity(kind, parent, tags, links, start, name);
            if (span is not { IsAllDataRequested: false })
                return span;
            span.Dispose();
            return null;
        }
        finally
        {
            Activity.Current = before;
        }
    }

    /// <summary>Begins the span of a model's run for one call.</summary>
    /// <param name="call">The call's span; null if it has none.</param>
    /// <param name="rows">How many rows it has.</param>
    public static Activity? BeginRun(Activity? call, int rows) =>
        call is null ? null : Begin("tfkeyed.run", ActivityKind.Internal, call.Context, new() { [TraceNames.Rows] = rows });

    /// <summary>Notes that something went wrong in a span.</summary>
    /// <returns>False, so that it can stand in the condition of a handler that does not handle.</returns>
    public static bool Failed(Activity? span, Exception error)
    {
        span?.SetStatus(ActivityStatusCode.Error);
        span?.SetTag(TraceNames.ErrorType, error.GetType().Name);
        return false;
    }
}
