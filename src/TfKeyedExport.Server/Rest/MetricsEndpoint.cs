using System.Text;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Metrics;

namespace TfKeyedExport.Server.Rest;

/// <summary>The page of metrics.</summary>
/// <param name="metrics">What is counted.</param>
/// <param name="options">Where the page is, if it is anywhere.</param>
/// <param name="quirks">Whether a query is refused, as TensorFlow Serving does.</param>
internal sealed class MetricsEndpoint(ServerMetrics metrics, MonitoringOptions options, bool quirks)
{
    private const int Ok = 200, BadRequest = 400, NotAllowed = 405;

    /// <summary>Answers a request, if it is for the page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="target">Its path and query, as they were sent.</param>
    public bool TryAnswer(HttpContext context, string target)
    {
        string path = options.Path;
        if (!options.Enabled || !target.StartsWith(path, StringComparison.Ordinal) || (target.Length > path.Length && target[path.Length] != '?'))
            return false;
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            Send(context, NotAllowed, "metrics are read by GET\n");
        }
        else if (quirks && target.Length > path.Length)
        {
            Send(context, BadRequest, $"Unexpected path: {target}. Should be {path}");
        }
        else
        {
            Send(context, Ok, metrics.Page());
        }
        return true;
    }

    private static void Send(HttpContext context, int status, string text) => Reply.Send(context, status, MediaTypes.Text, Encoding.UTF8.GetBytes(text));
}
