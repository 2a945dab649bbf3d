using TfKeyedExport.Conformance.Http;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Servers;

/// <summary>Waiting for a server, by the routes that TensorFlow Serving has too.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits until every version of every model serves, or has ended; says what went wrong, or null.</summary>
    public static async Task<string?> Models(IRunningServer server, ServerSpec spec, TimeSpan limit)
    {
        foreach (ModelEntry model in spec.Models)
        {
            int versions = Math.Max(1, model.Versions.Count);
            if (!await Until(server, limit, async () => (await States(server, model.Name)) is var s && s.Count >= versions && s.All(IsSettled)))
                return $"{model.Name} is not ready";
        }
        return null;
    }

    /// <summary>Waits until something holds; false if the server ended, or the time was over.</summary>
    public static async Task<bool> Until(IRunningServer server, TimeSpan limit, Func<Task<bool>> holds)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!server.HasExited && TimeProvider.System.GetElapsedTime(start) < limit)
        {
            if (await holds())
                return true;
            await Task.Delay(Pause);
        }
        return false;
    }

    /// <summary>Whether a server answers anything by REST.</summary>
    public static async Task<bool> Answers(IRunningServer server)
    {
        try
        {
            return (await RawHttp.Send(server.RestPort, HttpCall.Get("/v1/models"))).Status > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The states of a model's versions; none if the server says nothing of them.</summary>
    public static async Task<IReadOnlyList<string>> States(IRunningServer server, string model) =>
        [.. (await Versions(server, model)).Select(v => v["state"]?.Text ?? "")];

    /// <summary>What a server says of a model's versions.</summary>
    public static async Task<IReadOnlyList<JsonNode>> Versions(IRunningServer server, string model) =>
        await Json(server, $"/v1/models/{Uri.EscapeDataString(model)}") is { } document ? document["model_version_status"]?.Items ?? [] : [];

    /// <summary>A document of a server's; null if it gives none.</summary>
    public static async Task<JsonNode?> Json(IRunningServer server, string path)
    {
        try
        {
            HttpReply reply = await RawHttp.Send(server.RestPort, HttpCall.Get(path));
            return reply.Status == 200 ? JsonReader.TryParse(reply.Body) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool IsSettled(string state) => state is "AVAILABLE" or "END";
}
