using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>Calls that a server gathers, or whose start fails: each case has a server of its own.</summary>
internal static class BatchingCaseRun
{
    private static readonly TimeSpan MetricsLag = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);
    private static readonly HashSet<string> CaseKeys =
    [
        "id", "topic", "flags", "batching_parameters", "model", "steps", "expect", "source", "note", "policy", "derived",
    ];

    private static readonly HashSet<string> ModelKeys = ["model", "models", "y", "inputs", "version_dir_file"];
    private static readonly HashSet<string> RunKeys =
    [
        "model_runs", "run_sizes", "max_run_size", "metrics_delta", "metrics_unchanged", "run_cost", "per_call_cost",
    ];

    private static readonly HashSet<string> ExpectKeys = [.. ReplyExpectation.Known, .. StartExpectation.Known, .. RunKeys, "effective", "note"];

    /// <summary>Says what nobody knows of a case, or null.</summary>
    public static string? Unknown(Case one) =>
        UnknownKeys.Of(one.Node, "key", CaseKeys) ?? UnknownKeys.Of(one.Node["model"], "model key", ModelKeys)
        ?? UnknownKeys.Of(one.Expect, "expectation", ExpectKeys)
        ?? Step.Of(one.Node).Select(s => s.Unknown()).FirstOrDefault(u => u is not null);

    /// <summary>Runs a case on a server that was just started; says what is wrong, or null.</summary>
    public static async Task<string?> Run(Case one, ServerSpec spec, ServerProcess server)
    {
        if (StartExpectation.IsIn(one.Expect))
            return await StartExpectation.Differs(one.Expect, spec, server, BatchingFixture.Timeout(one));
        if (await Readiness.Models(server, spec, TimeSpan.FromSeconds(60)) is { } wrong)
            return $"{wrong}: {Shortened.Text(server.Output)}";
        await ServerView.Verdicts(server);
        using var caller = new GrpcCaller(server.GrpcPort, server.Token);
        var sender = new StepSender(server, caller);
        IReadOnlyList<Step> steps = Step.Of(one.Node);
        await sender.Connect();
        // Times are those of a server that has answered before.
        if (IsTimed(one.Expect) && steps.FirstOrDefault(s => s.Predict is not null && !s.Model.StartsWith("slow", StringComparison.Ordinal)) is { } first)
            await caller.Predict(first.Request());
        MetricsPage? before = one.Expect.Members.Any(m => RunKeys.Contains(m.Key)) ? await ServerView.Metrics(server) : null;
        IReadOnlyList<StepReply> replies = await sender.Send(steps);
        return new ReplyExpectation(one.Expect, one.Policy).Differs(replies)
            ?? await Runs(one, server, before)
            ?? (one.Expect["effective"] is { } effective ? await ServerView.EffectiveDiffers(server, effective) : null);
    }

    private static bool IsTimed(JsonNode expect) => expect.Members.Any(m => m.Key.EndsWith("_ms", StringComparison.Ordinal));

    private static async Task<string?> Runs(Case one, ServerProcess server, MetricsPage? before)
    {
        if (before is null)
            return null;
        // A batch that nobody waits for any more may still be run when its time is over.
        if (one.Expect["server_status"] is not null)
            await Task.Delay(BatchingFixture.Timeout(one) + Grace);
        string? differs = null;
        await Readiness.Until(server, MetricsLag, async () =>
        {
            differs = new MetricsDelta(before, await ServerView.Metrics(server)).Differs(one.Expect);
            return differs is null;
        });
        return differs;
    }
}
