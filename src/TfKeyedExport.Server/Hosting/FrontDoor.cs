using System.Text;
using TfKeyedExport.Server.Rest;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Metrics;

namespace TfKeyedExport.Server.Hosting;

/// <summary>What comes over HTTP and is not gRPC: calls and questions, health, metrics.</summary>
/// <param name="server">The models.</param>
/// <param name="options">How to serve.</param>
/// <param name="readiness">Whether more calls are wanted.</param>
/// <param name="metrics">What is counted.</param>
internal sealed class FrontDoor(ModelServer server, ServerOptions options, Readiness readiness, ServerMetrics metrics)
{
    private const int Ok = 200, NotFound = 404, Unavailable = 503;

    private readonly RestMeter _rest = new(new RestHandler(server, options), metrics);
    private readonly MetricsEndpoint _metrics = new(metrics, options.Monitoring, options.Quirks);

    /// <summary>Answers a request.</summary>
    public Task Handle(HttpContext context)
    {
        string target = RawTarget.Of(context.Request);
        if (target.StartsWith("/v1/", StringComparison.OrdinalIgnoreCase))
            return _rest.Handle(context);
        if (_metrics.TryAnswer(context, target))
            return Task.CompletedTask;
        switch (RawTarget.PathOf(context.Request))
        {
            case "/healthz":
                Send(context, Ok, "ok\n");
                break;
            case "/readyz":
                if (readiness.IsEnding)
                    Send(context, Unavailable, "ending\n");
                else if (server.IsSettled)
                    Send(context, Ok, "ready\n");
                else
                    Send(context, Unavailable, "models are being loaded; /v1/models tells which\n");
                break;
            default:
                Send(context, NotFound, "there is nothing here; calls go to /v1/models/NAME:predict\n");
                break;
        }
        return Task.CompletedTask;
    }

    private static void Send(HttpContext context, int status, string text) => Reply.Send(context, status, MediaTypes.Text, Encoding.UTF8.GetBytes(text));
}
