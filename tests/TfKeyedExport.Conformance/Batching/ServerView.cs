using TfKeyedExport.Conformance.Http;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>What a server tells of its batching: verdicts and parameters in GET /models, runs in its metrics.</summary>
internal static class ServerView
{
    private const string Models = "/models";
    private const string Pending = "pending";
    private static readonly TimeSpan VerdictLimit = TimeSpan.FromSeconds(120);

    /// <summary>Waits until it is known of every version whether its rows may be joined; not at all if the server does not tell.</summary>
    public static Task Verdicts(IRunningServer server) => Readiness.Until(server, VerdictLimit, async () =>
        await Readiness.Json(server, Models) is not { } list || Named(list, "batching").All(v => v.Kind != JsonKind.Text || v.Text != Pending));

    /// <summary>The metrics.</summary>
    public static async Task<MetricsPage> Metrics(IRunningServer server)
    {
        HttpReply reply = await RawHttp.Send(server.RestPort, HttpCall.Get("/monitoring/prometheus/metrics"));
        return reply.Status == 200 ? new MetricsPage(reply.Body) : throw new IOException($"no metrics: {reply.Status} {Shortened.Text(reply.Body)}");
    }

    /// <summary>Holds the parameters that are in effect; says what differs, or null.</summary>
    public static async Task<string?> EffectiveDiffers(IRunningServer server, JsonNode wanted)
    {
        JsonNode list = await Readiness.Json(server, Models) ?? JsonNode.Null;
        foreach ((string name, JsonNode said) in wanted.Members)
        {
            JsonNode value = said is { Kind: JsonKind.Text, Text: "number of schedulable CPUs" } ? JsonNode.OfNumber($"{Environment.ProcessorCount}") : said;
            JsonNode? got = Named(list, name).FirstOrDefault();
            if (got is null)
                return $"{name}: {value} expected, and GET {Models} does not tell";
            if (JsonMatch.Equal(value, got) is not null)
                return $"{name}: {value} expected, came {got}";
        }
        return null;
    }

    private static IEnumerable<JsonNode> Named(JsonNode node, string name) =>
        node.Members.Where(m => m.Key == name).Select(m => m.Value)
            .Concat(node.Members.SelectMany(m => Named(m.Value, name)))
            .Concat(node.Items.SelectMany(i => Named(i, name)));
}
