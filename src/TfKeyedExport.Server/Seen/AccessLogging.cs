using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using TfKeyedExport.Server.Access;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Journals;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Server.Seen;

/// <summary>Writes a line for each request into the access log when it has been answered, whoever answered it.</summary>
/// <param name="journal">Takes the lines.</param>
/// <param name="time">The clock.</param>
/// <param name="isGrpc">Whether a request is one of gRPC's.</param>
internal sealed class AccessLogging(Journal journal, TimeProvider time, Func<HttpRequest, bool> isGrpc)
{
    private const string GrpcStatus = "grpc-status";

    /// <summary>Has a request answered, and writes its line.</summary>
    public async Task Handle(HttpContext context, RequestDelegate next)
    {
        var notes = new AccessNotes();
        context.Features.Set(notes);
        string requestId = RequestId.Of(context);
        if (context.Request.Headers.TransferEncoding.Count > 0)
            context.Request.Body = notes.Body = new CountedBody(context.Request.Body);
        DateTimeOffset came = time.GetUtcNow();
        long started = time.GetTimestamp();
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            journal.Add(Line(context, notes, requestId, came, time.GetElapsedTime(started)).ToBytes());
        }
    }

    private AccessLine Line(HttpContext context, AccessNotes notes, string requestId, DateTimeOffset came, TimeSpan took)
    {
        HttpRequest request = context.Request;
        bool grpc = isGrpc(request);
        string? path = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : request.Path.Value;
        return new AccessLine
        {
            Time = came,
            Client = CallerIdentity.Of(context).Name,
            Address = context.Connection.RemoteIpAddress?.ToString() ?? "",
            Protocol = grpc ? "grpc" : "rest",
            Method = grpc ? path?[(path.LastIndexOf('/') + 1)..] ?? "" : request.Method,
            Verb = notes.Verb ?? WithoutQuery(path ?? ""),
            Model = notes.Model,
            Version = notes.Version,
            Status = context.Response.StatusCode,
            Code = notes.Code ?? (grpc ? GrpcCode(context) : HttpCode(context.Response.StatusCode)),
            BytesIn = notes.Body?.Bytes ?? request.ContentLength ?? notes.BytesIn,
            BytesOut = context.Response.ContentLength ?? notes.BytesOut,
            Took = took,
            RequestId = requestId,
            TraceId = notes.TraceId ?? Given(request),
        };
    }

    private static string? Given(HttpRequest request) =>
        TraceHeaders.Of(request.Headers) is { TraceId: var id } context && context != default ? id.ToHexString() : null;

    // What is asked for is logged, and not what somebody may have put behind it.
    private static string WithoutQuery(string path) => path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? path[..query] : path;

    private static string HttpCode(int status) => status < 400 ? FaultCodes.Name(Code.Ok) : "HTTP_" + status.ToString(CultureInfo.InvariantCulture);

    private static string GrpcCode(HttpContext context)
    {
        string? sent = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers[GrpcStatus];
        sent = string.IsNullOrEmpty(sent) ? context.Response.Headers[GrpcStatus] : sent;
        return int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? FaultCodes.Name((Code)code) : FaultCodes.Name(Code.Unknown);
    }
}
