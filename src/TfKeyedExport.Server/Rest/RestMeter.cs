using TfKeyedExport.Server.Access;
using TfKeyedExport.Server.Seen;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.RequestLog;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Server.Rest;

/// <summary>Counts what comes by REST: calls and questions.</summary>
/// <param name="rest">Answers it.</param>
/// <param name="metrics">What is counted.</param>
/// <param name="calls">Where calls are logged; null if they are not.</param>
/// <param name="witness">Sees calls begin and end; null for nobody.</param>
internal sealed class RestMeter(RestHandler rest, ServerMetrics metrics, CallLogger? calls, CallWitness? witness)
{
    /// <summary>Answers a request.</summary>
    public Task Handle(HttpContext context)
    {
        CallSpan span = metrics.Begin(CallProtocol.Rest);
        context.Features.Set(span);
        if (calls is not null)
            span.Log = RequestMarks.Begin(calls, context);
        witness?.BeginRest(context, span);
        Task answer = rest.Handle(context);
        if (!answer.IsCompletedSuccessfully)
            return Finish(context, answer, span);
        End(context, span);
        return answer;
    }

    /// <summary>Notes what a request asks for.</summary>
    public static CallSpan? Asked(HttpContext context, RestRoute route) => context.Features.Get<CallSpan>()?.Ask(route.Model, KindOf(route.Verb));

    /// <summary>Notes that a request is answered with an error.</summary>
    public static void Failed(HttpContext context, ServingFault fault) =>
        context.Features.Get<CallSpan>()?.Fail(fault.Code, fault.Message, RequestId.Known(context));

    private async Task Finish(HttpContext context, Task answer, CallSpan span)
    {
        try
        {
            await answer.ConfigureAwait(false);
        }
        finally
        {
            End(context, span);
        }
    }

    private void End(HttpContext context, CallSpan span)
    {
        // What is no call, and what ended before its body was there.
        if (span.Model is null)
        {
            bool isPost = HttpMethods.IsPost(context.Request.Method);
            if (RestRoute.Parse(RawTarget.PathOf(context.Request), isPost) is { } route)
                span.Ask(route.Model, KindOf(route.Verb));
            else
                span.Ask("", isPost ? CallKind.Predict : CallKind.Question);
        }
        witness?.EndRest(context, span);
        metrics.End(span);
    }

    private static CallKind KindOf(RestVerb verb) => verb switch
    {
        RestVerb.Predict => CallKind.Predict,
        RestVerb.Classify => CallKind.Classify,
        RestVerb.Regress => CallKind.Regress,
        _ => CallKind.Question,
    };
}
