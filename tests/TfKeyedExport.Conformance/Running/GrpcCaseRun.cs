using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Running;

/// <summary>A call by gRPC.</summary>
/// <param name="all">All cases, for those that follow upon another.</param>
/// <param name="modelRoot">What ${MODELS} stands for.</param>
internal sealed class GrpcCaseRun(IReadOnlyList<Case> all, string modelRoot)
{
    private static readonly HashSet<string> CaseKeys =
    [
        "id", "topic", "setup", "service", "method", "request", "expect", "source", "note", "order", "derived", "policy", "fresh_server",
    ];

    private static readonly HashSet<string> ExpectKeys = [.. GrpcExpectation.Known, "then"];

    /// <summary>Says what nobody knows of a case, or null.</summary>
    public static string? Unknown(Case one) => UnknownKeys.Of(one.Node, "key", CaseKeys) ?? UnknownKeys.Of(one.Expect, "expectation", ExpectKeys);

    /// <summary>Runs a case; says what is wrong, or null.</summary>
    public async Task<string?> Run(Case one, Setup setup, ServerSpec spec, IRunningServer server)
    {
        if (Unknown(one) is { } unknown)
            return unknown;
        using var caller = new GrpcCaller(server.GrpcPort, server.Token);
        if (setup.After is { } after && await Earlier(after, caller, spec) is { } wrong)
            return wrong;
        JsonNode request = Request(one);
        long start = TimeProvider.System.GetTimestamp();
        GrpcReply reply = await caller.Call(GrpcMethods.Find(one.Text("service")!, one.Text("method")!), request, setup.Deadline);
        TimeSpan took = TimeProvider.System.GetElapsedTime(start);
        return new GrpcExpectation(one.Expect, one.Policy).Differs(reply)
            ?? (one.Expect["then"] is { } then ? await new Afterwards(server, caller, spec, request, took).Differs(then.Text) : null);
    }

    private JsonNode Request(Case one) => JsonReader.Parse(one.Node["request"]!.ToString().Replace("${MODELS}", modelRoot, StringComparison.Ordinal));

    // What the earlier call is answered with is a case of its own.
    private async Task<string?> Earlier(string id, GrpcCaller caller, ServerSpec spec)
    {
        if (all.FirstOrDefault(c => c.Id == id || c.Id.EndsWith($"/{id}", StringComparison.Ordinal)) is { } earlier)
            await caller.Call(GrpcMethods.Find(earlier.Text("service")!, earlier.Text("method")!), Request(earlier));
        else if (id == "reload-no-platform")
            await Reloading.Leave(caller, spec.Models, platform: null);
        else
            return $"the runner does not know case {id}, which comes before";
        return null;
    }
}
