using System.Text;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Serving.Tests.Metrics;

/// <summary>Calls that are counted, and the lines that come of them.</summary>
internal static class MetricsHarness
{
    /// <summary>The lines of a family.</summary>
    public static string Text(this Family family)
    {
        var page = new StringBuilder();
        family.Write(page);
        return page.ToString();
    }

    /// <summary>The lines of a page that begin so.</summary>
    public static string[] Lines(this ServerMetrics metrics, string start) =>
        [.. metrics.Page().Split('\n').Where(l => l.StartsWith(start, StringComparison.Ordinal))];

    /// <summary>A call from its begin to its end.</summary>
    public static void Call(
        this ServerMetrics metrics, string model, ISignatureObserver? reached = null, CallKind kind = CallKind.Predict,
            CallProtocol protocol = CallProtocol.Rest,
        Code code = Code.Ok)
    {
        CallSpan span = metrics.Begin(protocol).Ask(model, kind);
        span.Reached = reached;
        span.Code = code;
        metrics.End(span);
    }
}
