using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>What a case expects of a server's start, instead of answers.</summary>
internal static class StartExpectation
{
    private const string Fails = "fails";
    private const string ModelFails = "model load fails";
    private const string SlowLoad = "ok, load takes at least the batch timeout";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The members of <c>expect</c> that this looks at.</summary>
    public static IReadOnlySet<string> Known { get; } = new HashSet<string> { "server_start", "server_exit", "error_contains", "output_contains" };

    /// <summary>Whether a case is about the start.</summary>
    public static bool IsIn(JsonNode expect) => expect["server_start"] is not null || expect["server_exit"] is not null;

    /// <summary>Says what differs, or null.</summary>
    public static async Task<string?> Differs(JsonNode expect, ServerSpec spec, ServerProcess server, TimeSpan timeout)
    {
        if (expect["server_exit"] is not null)
            return Exit(expect, server);
        return expect["server_start"]!.Text switch
        {
            Fails or ModelFails => await Failed(expect, spec, server),
            SlowLoad => await Loaded(spec, server, timeout),
            var other => $"the runner does not know server_start \"{other}\"",
        };
    }

    private static string? Exit(JsonNode expect, ServerProcess server)
    {
        if (!expect["server_exit"]!.IsTrue)
            return $"the runner does not know server_exit {expect["server_exit"]}";
        if (!server.WaitForExit(Limit))
            return $"the server's end expected, and it goes on: {Shortened.Text(server.Output)}";
        if (server.ExitCode == 0)
            return "the server ended with 0";
        return expect["output_contains"] is { } part ? Texts.Contain("output", part, server.Output) : null;
    }

    // It may end, or go on without the model; either way it says why.
    private static async Task<string?> Failed(JsonNode expect, ServerSpec spec, ServerProcess server)
    {
        string? said = null;
        bool ended = await Readiness.Until(server, Limit, async () => (said = await Error(server, spec.Models[0].Name)) is not null);
        if (!ended && !server.HasExited)
            return $"a failing start expected, and {spec.Models[0].Name} has not ended: {Shortened.Text(server.Output)}";
        if (server.HasExited && server.WaitForExit(Limit) && server.ExitCode == 0)
            return "the server ended with 0";
        return expect["error_contains"] is { } part ? Texts.Contain("error", part, $"{said}\n{server.Output}") : null;
    }

    private static async Task<string?> Error(ServerProcess server, string model)
    {
        IReadOnlyList<JsonNode> versions = await Readiness.Versions(server, model);
        JsonNode? ended = versions.FirstOrDefault(v => v["state"]?.Text == "END" && v["status"]?["error_code"]?.Text != "OK");
        return ended?["status"]?["error_message"]?.Text;
    }

    private static async Task<string?> Loaded(ServerSpec spec, ServerProcess server, TimeSpan timeout)
    {
        if (await Readiness.Models(server, spec, Limit) is { } wrong)
            return $"{wrong}: {Shortened.Text(server.Output)}";
        if (server.Clock.Elapsed < timeout)
            return $"a load of at least {timeout.TotalMilliseconds} ms expected, came {server.Clock.ElapsedMilliseconds}";
        // The program's own start takes its time as well: how long the warm-up took stands in the metrics.
        double micros = (await ServerView.Metrics(server)).Sum("model_warmup_latency_sum");
        return micros >= timeout.TotalMicroseconds ? null : $"a warm-up of at least {timeout.TotalMicroseconds} us expected, came {micros}";
    }
}
