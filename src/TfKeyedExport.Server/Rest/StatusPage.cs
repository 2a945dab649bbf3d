using System.Globalization;
using System.Text;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Versions;
using TfKeyedExport.Text;

namespace TfKeyedExport.Server.Rest;

/// <summary>The text of the status page. Names are those of strangers' models: nothing of them is markup.</summary>
/// <param name="metrics">What is counted.</param>
/// <param name="rates">How often signatures are called.</param>
internal sealed class StatusPage(ServerMetrics metrics, CallRates rates)
{
    private readonly StringBuilder _page = new();

    /// <summary>Writes it.</summary>
    /// <param name="models">The models.</param>
    /// <param name="now">The time that it tells.</param>
    public string Write(IEnumerable<ModelView> models, DateTimeOffset now)
    {
        ModelView[] sorted = [.. models.OrderBy(m => m.Name, StringComparer.Ordinal)];
        Dictionary<string, double> perSecond = rates.Of(Totals(sorted), out TimeSpan over);
        _page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append("<title>tfkeyed-server</title><style>").Append(StatusStyle.Text).Append("</style></head><body>\n<h1>tfkeyed-server</h1>\n");
        Line("p", "soft", FormattableString.Invariant($"{now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; rates are those of the last {over.TotalSeconds:0} seconds"));
        if (sorted.Length == 0)
            Line("p", "", "No model is served.");
        foreach (ModelView model in sorted)
            WriteModel(model, perSecond);
        return _page.Append("</body></html>\n").ToString();
    }

    private void WriteModel(ModelView model, Dictionary<string, double> perSecond)
    {
        Line("h2", "", model.Name);
        if (model.Trouble is { } trouble)
            Line("p", "fault", trouble);
        if (model.Labels.Count > 0)
        {
            Line("p", "soft", "Labels: " + string.Join(", ", model.Labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l =>
                FormattableString.Invariant($"{l.Key} is {l.Value}") + (model.Find(l.Value) is null ? " (not there)" : ""))));
        }
        foreach (VersionStatus status in model.Statuses)
        {
            string state = status.State.ToString();
            string kind = status.Code != Code.Ok ? "fault" : state.ToLowerInvariant();
            Line("h3", kind, FormattableString.Invariant($"Version {status.Number}: {state.ToUpperInvariant()}"));
            if (status.Code != Code.Ok || status.Message.Length > 0)
                Line("p", "", $"{FaultCodes.Name(status.Code)}: {status.Message}");
            if (model.Find(status.Number) is { } version && version.TryLease(out VersionLease lease))
            {
                using (lease)
                    WriteLoaded(version.Model, version.Leases - 1, perSecond);
            }
        }
    }

    private void WriteLoaded(ServedModel model, int calls, Dictionary<string, double> perSecond)
    {
        Line("p", "soft", FormattableString.Invariant($"{model.Description}; {calls} calls hold it"));
        _page.Append("<div class=\"scroll\"><table><tr><th>signature</th><th>keys</th><th>rows of requests</th><th>why</th>")
            .Append("<th class=\"number\">waiting batches</th>")
            .Append("<th class=\"number\">calls</th><th class=\"number\">failed</th><th class=\"number\">rows</th><th class=\"number\">calls/s</th></tr>\n");
        foreach (ServedSignature signature in model.Signatures.Values.OrderBy(s => s.Signature.Name, StringComparer.Ordinal))
        {
            string name = signature.Signature.Name;
            CallTotals totals = metrics.Totals(model.Name, model.Number, name);
            _page.Append("<tr>");
            Line("td", "", name);
            Line("td", "", signature.Keys.Count == 0 ? "none" : string.Join(", ", signature.Keys.Select(k => signature.Signature.Inputs[k.Input].Name)));
            Line("td", signature.IsQuarantined ? "fault" : signature.JoinState.Word, signature.IsQuarantined ? "in quarantine" : signature.JoinState.Word);
            Line("td", "", signature.IsQuarantined ? "its keys came back changed too often" : signature.JoinState.Reason);
            Number(signature.WaitingBatches);
            Number(totals.Calls);
            Number(totals.Failed);
            Number(totals.Rows);
            Number(perSecond.GetValueOrDefault(Key(model.Name, model.Number, name)));
            _page.Append("</tr>\n");
        }
        foreach ((string name, string why) in model.Lacking.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            _page.Append("<tr>");
            Line("td", "", name);
            _page.Append("<td></td>");
            Line("td", "fault", "cannot be run");
            Line("td", "", why);
            _page.Append("</tr>\n");
        }
        _page.Append("</table></div>\n");
    }

    private Dictionary<string, long> Totals(ModelView[] models)
    {
        var totals = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (ServedVersion version in models.SelectMany(m => m.Available))
        {
            if (!version.TryLease(out VersionLease lease))
                continue;
            using (lease)
            {
                ServedModel model = version.Model;
                foreach (string name in model.Signatures.Keys)
                    totals[Key(model.Name, model.Number, name)] = metrics.Totals(model.Name, model.Number, name).Calls;
            }
        }
        return totals;
    }

    private static string Key(string model, long version, string signature) => string.Create(CultureInfo.InvariantCulture, $"{model}\0{version}\0{signature}");

    private void Number(double number) =>
        _page.Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{number:#,0.#}</td>");

    private void Line(string tag, string kind, string text)
    {
        _page.Append('<').Append(tag);
        if (kind.Length > 0)
            _page.Append(" class=\"").Append(kind).Append('"');
        _page.Append('>').Append(Visible.Html(text)).Append("</").Append(tag).Append(">\n");
    }
}
