using System.Text.RegularExpressions;
using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>The server of a batching case.</summary>
internal static partial class BatchingFixture
{
    /// <summary>How it is started. What a case adds to a model's version is added to a copy.</summary>
    /// <param name="one">The case.</param>
    /// <param name="models">The models that are there.</param>
    /// <param name="newFolder">Makes a folder.</param>
    public static ServerSpec Spec(Case one, ModelIndex models, Func<string> newFolder)
    {
        IReadOnlyList<Step> steps = Step.Of(one.Node);
        bool warmup = steps.Any(s => s.StartWith is not null);
        JsonNode? files = one.Node["model"]?["version_dir_file"];
        List<ModelEntry> entries = [.. models.Of(one).Select(n => ModelEntry.Of(n, Path.Combine(models.Folder, n)))];
        if (warmup || files is not null)
        {
            string copy = Path.Combine(newFolder(), entries[0].Name);
            Copy(entries[0].BasePath, copy);
            foreach (string version in Directory.EnumerateDirectories(copy))
                AddTo(version, entries[0].Name, warmup, files);
            entries[0] = entries[0] with { BasePath = copy };
        }
        string[] flags = one.Text("flags")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new ServerSpec(entries, one.Expect["server_start"] is null ? flags : [.. flags, ServerSpecs.OneTry])
        {
            Monitoring = ServerSpecs.Metrics,
            Batching = one.Text("batching_parameters"),
            Reloads = steps.Any(s => s.Reload is not null),
            Quirks = Quirks.Reason(one) is not null,
        };
    }

    /// <summary>The longest that a batch waits, by a case's parameters.</summary>
    public static TimeSpan Timeout(Case one) => Micros().Match(one.Text("batching_parameters") ?? "") is { Success: true } found
        ? TimeSpan.FromMicroseconds(double.Parse(found.Groups[1].Value))
        : TimeSpan.Zero;

    private static void AddTo(string version, string model, bool warmup, JsonNode? files)
    {
        foreach ((string name, JsonNode text) in files?.Members ?? [])
            File.WriteAllText(Path.Combine(version, name), text.Text);
        if (warmup)
            Warmup.Write(version, MessageReader.Read(Requests.OneRow(model), GrpcMethods.Find("tensorflow.serving.PredictionService", "Predict").InputType));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (string folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    [GeneratedRegex(@"batch_timeout_micros *\{ *value: *(-?\d+) *\}")]
    private static partial Regex Micros();
}
