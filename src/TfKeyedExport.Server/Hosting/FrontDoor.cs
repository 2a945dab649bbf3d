using System.Text;
using TfKeyedExport.Server.Bounds;
using TfKeyedExport.Server.Page;
using TfKeyedExport.Server.Rest;
using TfKeyedExport.Server.Seen;
using TfKeyedExport.Server.Threads;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.RequestLog;

namespace TfKeyedExport.Server.Hosting;

/// <summary>What comes over HTTP and is not gRPC: calls and questions, health, metrics.</summary>
/// <param name="server">The models.</param>
/// <param name="options">How to serve.</param>
/// <param name="readiness">Whether more calls are wanted.</param>
/// <param name="keeper">Lets requests in.</param>
/// <param name="held">What all clients hold.</param>
/// <param name="metrics">What is counted.</param>
/// <param name="calls">Where calls are logged; null if they are not.</param>
/// <param name="witness">Sees calls begin and end; null for nobody.</param>
internal sealed class FrontDoor(
    ModelServer server, ServerOptions options, Readiness readiness, DoorKeeper keeper, HeldMemory held, ServerMetrics metrics, CallLogger? calls,
    CallWitness? witness)
{
    private const int Ok = 200, NotFound = 404, Unavailable = 503;

    private readonly bool _carriesRequests = NetworkThreads.CarryRequests(options);
    private readonly RestMeter _rest = new(new RestHandler(server, options, held), metrics, calls, witness);
    private readonly QuestionEndpoints _questions = new(server, options);
    private readonly StatusEndpoint _status = new(server, metrics);
    private readonly MetricsEndpoint _metrics = new(metrics, options.Monitoring, options.Quirks);

    /// <summary>Answers a request.</summary>
    public Task Handle(HttpContext context)
    {
        if (readiness.IsEnding)
            context.Response.Headers.Connection = "close";
        // Pages and lists can be long; calls see to it themselves.
        if (_carriesRequests && !HttpMethods.IsPost(context.Request.Method))
            return Task.Run(() => Answer(context));
        return Answer(context);
    }

    private Task Answer(HttpContext context)
    {
        string target = RawTarget.Of(context.Request), path = RawTarget.PathOf(context.Request);
        // Whoever asks whether it lives need not say who they are; nor does a browser that asks for the page, since no data are in it.
        if (path == "/" && !options.Quirks)
        {
            if (keeper.AdmitAnyone(context))
                PageEndpoint.Answer(context);
            return Task.CompletedTask;
        }
        if (path is not ("/healthz" or "/readyz") && !keeper.Admit(context))
            return Task.CompletedTask;
        if (target.StartsWith("/v1/", StringComparison.OrdinalIgnoreCase))
            return _rest.Handle(context);
        if (_metrics.TryAnswer(context, target))
            return Task.CompletedTask;
        switch (path)
        {
            case "/healthz":
                Send(context, Ok, "ok\n");
                break;
            // TensorFlow Serving has nothing there.
            case "/status" when !options.Quirks:
                _status.Answer(context);
                break;
            case "/models":
                _questions.List(context);
                break;
            case "/readyz":
                if (readiness.IsEnding)
                    Send(context, Unavailable, "ending\n");
                else if (!server.IsSettled)
                    Send(context, Unavailable, "models are being loaded; /v1/models tells which\n");
                else if (server.IsBare)
                    Send(context, Unavailable, "no model has a version that answers; /v1/models tells why\n");
                else
                    Send(context, Ok, "ready\n");
                break;
            default:
                Send(context, NotFound, "there is nothing here; calls go to /v1/models/NAME:predict\n");
                break;
        }
        return Task.CompletedTask;
    }

    private static void Send(HttpContext context, int status, string text) => Reply.Send(context, status, MediaTypes.Text, Encoding.UTF8.GetBytes(text));
}
