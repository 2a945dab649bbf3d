using System.Text;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Metrics;

namespace TfKeyedExport.Server.Rest;

/// <summary>The status page, for people: models, versions, verdicts, queues, rates. It is text and a style; it asks for nothing else.</summary>
/// <param name="server">The models.</param>
/// <param name="metrics">What is counted.</param>
internal sealed class StatusEndpoint(ModelServer server, ServerMetrics metrics)
{
    private const int Ok = 200, NotAllowed = 405;

    private readonly CallRates _rates = new(server.Time);

    /// <summary>Answers a request.</summary>
    public void Answer(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            Reply.Send(context, NotAllowed, MediaTypes.Text, "the status page is read by GET\n"u8);
            return;
        }
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = StatusStyle.Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        string page = new StatusPage(metrics, _rates).Write(server.Table.Models.Values, server.Time.GetUtcNow());
        Reply.Send(context, Ok, MediaTypes.Html, Encoding.UTF8.GetBytes(page));
    }
}
