using System.Diagnostics;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Tracing;

namespace TfKeyedExport.Server.Seen;

/// <summary>Sees each call begin and end, for its trace and for its line in the access log. There is none where both are off.</summary>
internal sealed class CallWitness
{
    private const int LongestText = 128;

    /// <summary>Begins the span of a call over REST.</summary>
    public void BeginRest(HttpContext context, CallSpan span)
    {
        if (!Traces.IsOn)
            return;
        HttpRequest request = context.Request;
        span.Trace = Begin(context, request.Method, new()
        {
            ["http.request.method"] = request.Method,
            ["url.scheme"] = request.Scheme,
            ["url.path"] = Cut(request.Path.Value ?? ""),
        });
    }

    /// <summary>Begins the span of a call over gRPC.</summary>
    public void BeginGrpc(HttpContext context, CallSpan span)
    {
        if (!Traces.IsOn)
            return;
        string method = (context.Request.Path.Value ?? "").TrimStart('/');
        int slash = method.LastIndexOf('/');
        span.Trace = Begin(context, method, new()
        {
            ["rpc.system"] = "grpc",
            ["rpc.service"] = slash < 0 ? "" : method[..slash],
            ["rpc.method"] = method[(slash + 1)..],
        });
    }

    /// <summary>Ends the span of a call over REST.</summary>
    /// <param name="context">The call.</param>
    /// <param name="span">What was noted of it.</param>
    public void EndRest(HttpContext context, CallSpan span)
    {
        string verb = VerbOf(span);
        Note(context, span, verb);
        if (span.Trace is not { } trace)
            return;
        int status = context.Response.StatusCode;
        string route = span.Kind == CallKind.Question ? "/v1/models/{model}" : $"/v1/models/{{model}}:{verb}";
        trace.DisplayName = $"{context.Request.Method} {route}";
        trace.SetTag("http.route", route);
        trace.SetTag("http.response.status_code", status);
        End(trace, span, isServersFault: status >= StatusCodes.Status500InternalServerError);
    }

    /// <summary>Ends the span of a call over gRPC.</summary>
    /// <param name="context">The call.</param>
    /// <param name="span">What was noted of it.</param>
    /// <param name="bytesIn">The request's length.</param>
    /// <param name="bytesOut">The answer's; null without one.</param>
    public void EndGrpc(HttpContext context, CallSpan span, int bytesIn, int? bytesOut)
    {
        if (Note(context, span, VerbOf(span)) is { } notes)
        {
            notes.BytesIn = bytesIn;
            notes.BytesOut = bytesOut;
        }
        if (span.Trace is not { } trace)
            return;
        trace.SetTag("rpc.grpc.status_code", (int)span.Code);
        End(trace, span, span.Code is Code.Unknown or Code.DeadlineExceeded or Code.Unimplemented or Code.Internal or Code.Unavailable or Code.DataLoss);
    }

    private static Activity? Begin(HttpContext context, string name, ActivityTagsCollection tags)
    {
        if (context.Connection.RemoteIpAddress is { } address)
            tags["client.address"] = address.ToString();
        tags["network.protocol.version"] = context.Request.Protocol is ['H', 'T', 'T', 'P', '/', .. var version] ? version : "";
        return Traces.Begin(name, ActivityKind.Server, TraceHeaders.Of(context.Request.Headers), tags);
    }

    private static void End(Activity trace, CallSpan span, bool isServersFault)
    {
        string code = FaultCodes.Name(span.Code);
        trace.SetTag(TraceNames.Code, code);
        if (span.Code != Code.Ok)
            trace.SetTag(TraceNames.ErrorType, code);
        if (isServersFault)
            trace.SetStatus(ActivityStatusCode.Error);
        if (span.Model is { Length: > 0 } model)
            trace.SetTag(TraceNames.Model, Cut(model));
        if (span.Reached is SignatureMetrics reached)
        {
            trace.SetTag(TraceNames.Version, reached.Version);
            trace.SetTag(TraceNames.Signature, reached.Signature);
        }
        span.Trace = null;
        trace.Dispose();
    }

    private static AccessNotes? Note(HttpContext context, CallSpan span, string verb)
    {
        if (context.Features.Get<AccessNotes>() is not { } notes)
            return null;
        notes.Verb = verb;
        notes.Model = span.Model;
        notes.Code = FaultCodes.Name(span.Code);
        notes.Version = (span.Reached as SignatureMetrics)?.Version;
        notes.TraceId = span.Trace?.TraceId.ToHexString();
        return notes;
    }

    private static string VerbOf(CallSpan span) => span.Kind switch
    {
        CallKind.Predict => "predict",
        CallKind.Classify => "classify",
        CallKind.Regress => "regress",
        CallKind.MultiInference => "multi_inference",
        _ => "question",
    };

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] : text;
}
