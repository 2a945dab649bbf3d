using System.Text.RegularExpressions;
using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Running;

/// <summary>What a case says in words of the time after its call.</summary>
/// <param name="server">The server.</param>
/// <param name="caller">Calls it.</param>
/// <param name="spec">How it was started.</param>
/// <param name="request">The call's request, a reload.</param>
/// <param name="took">How long the call took.</param>
internal sealed partial class Afterwards(IRunningServer server, GrpcCaller caller, ServerSpec spec, JsonNode request, TimeSpan took)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WithoutWaiting = TimeSpan.FromSeconds(5);
    private string _last = "";

    /// <summary>Holds all that is said; says what is not so, or null.</summary>
    public async Task<string?> Differs(string told)
    {
        foreach (string sentence in told.Split(';', StringSplitOptions.TrimEntries))
        {
            if (await One(sentence) is { } wrong)
                return $"{sentence}: {wrong}";
        }
        return null;
    }

    private IReadOnlyList<JsonNode> Configured => request["config"]?["model_config_list"]?["config"]?.Items ?? [];

    private async Task<string?> One(string sentence)
    {
        if (Works().Match(sentence) is { Success: true } works)
            return await Answers(works.Groups[1].Value, "OK", works.Groups[2].Length > 0 ? TimeSpan.Zero : Soon);
        if (Serves().Match(sentence) is { Success: true } serves)
            return await Answers(serves.Groups[1].Value, "OK", Soon);
        if (Reaches().Match(sentence) is { Success: true } reaches)
            return await Reach(_last = reaches.Groups[1].Value, reaches.Groups[2].Value);
        if (Code().Match(sentence) is { Success: true } code)
            return await Answers(code.Groups[1].Value is "it" ? _last : code.Groups[1].Value, code.Groups[2].Value, Soon);
        if (sentence == "every model is unloaded")
            return (await Task.WhenAll(spec.Models.Select(m => Gone(m.Name)))).FirstOrDefault(w => w is not null);
        if (LabelWorks().Match(sentence) is { Success: true } label)
            return await Labelled(label.Groups[1].Value, null);
        if (LabelsAnswer().Match(sentence) is { Success: true } version)
        {
            IEnumerable<string> labels = Configured[0]["version_labels"]!.Members.Select(m => m.Key);
            return (await Task.WhenAll(labels.Select(l => Labelled(l, version.Groups[1].Value)))).FirstOrDefault(w => w is not null);
        }
        if (sentence == "within a few polls only the new path's version serves")
            return await OnlyThoseOfThePath();
        if (sentence == "the call does not wait")
            return took < WithoutWaiting ? null : $"it took {took.TotalSeconds:0.0} s";
        return "the runner does not know this sentence";
    }

    private async Task<string?> Gone(string model) => await Reach(model, "END") ?? await Answers(model, "NOT_FOUND", Soon);

    private async Task<string?> Answers(string model, string code, TimeSpan limit)
    {
        string came = "";
        async Task<bool> Holds() => (came = (await caller.Predict(Requests.OneRow(model))).Code) == code;
        return limit == TimeSpan.Zero ? await Holds() ? null : $"{code} expected, came {came}"
            : await Readiness.Until(server, limit, Holds) ? null : $"{model}: {code} expected, came {came}";
    }

    private async Task<string?> Reach(string model, string state)
    {
        IReadOnlyList<string> came = [];
        async Task<bool> Holds() => (came = await Readiness.States(server, model)) is { Count: > 0 } && came.All(s => s == state);
        return await Readiness.Until(server, Soon, Holds) ? null : $"{model}: state {state} expected, came {string.Join(", ", came)}";
    }

    private async Task<string?> Labelled(string label, string? version)
    {
        GrpcReply reply = await caller.Predict(Requests.OneRow(Configured[0]["name"]!.Text, label));
        if (!reply.IsOk)
            return $"label {label}: OK expected, came {reply.Code}: {reply.Message}";
        string? came = MessageView.Of(reply.Response!)["model_spec"]?["version"]?["value"]?.Text;
        return version is null || came == version ? null : $"label {label}: version {version} expected, came {came ?? "none"}";
    }

    private async Task<string?> OnlyThoseOfThePath()
    {
        string name = Configured[0]["name"]!.Text;
        string[] wanted = [.. Directory.EnumerateDirectories(Configured[0]["base_path"]!.Text).Select(d => Path.GetFileName(d)).Order()];
        string[] came = [];
        async Task<bool> Holds()
        {
            came = [.. (await Readiness.Versions(server, name)).Where(v => v["state"]?.Text == "AVAILABLE").Select(v => v["version"]?.Text ?? "").Order()];
            return came.SequenceEqual(wanted);
        }
        return await Readiness.Until(server, Soon, Holds) ? null : $"versions {string.Join(", ", wanted)} expected, came {string.Join(", ", came)}";
    }

    [GeneratedRegex(@"^predict on (\S+) works( as soon as the call returns)?$")]
    private static partial Regex Works();

    [GeneratedRegex(@"^(\S+) (?:still )?serves$")]
    private static partial Regex Serves();

    [GeneratedRegex(@"^(\S+) reaches state ([A-Z]+)(?: soon after)?$")]
    private static partial Regex Reaches();

    [GeneratedRegex(@"^predict on (\S+) answers ([A-Z_]+)$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^predict with version_label (\S+) works$")]
    private static partial Regex LabelWorks();

    [GeneratedRegex(@"^(?:both|all) labels answer with version (\d+)$")]
    private static partial Regex LabelsAnswer();
}
