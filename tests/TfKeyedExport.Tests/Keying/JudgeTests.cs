using System.Diagnostics;
using System.Text.Json;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Keying;

/// <summary>An independent judge opens keyed exports with both of TensorFlow's loaders and compares their answers with the originals'.</summary>
public sealed class JudgeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfkeyed-judge-").FullName;
    private readonly List<string> _jobs = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task TensorFlow_accepts_every_keyed_model_and_answers_as_before()
    {
        Assert.SkipWhen(SharedTools.Python is null || SharedTools.Judge is null, "Python's TensorFlow and the judge are not beside the repository");
        using JsonDocument verdicts = JsonDocument.Parse(
            await File.ReadAllBytesAsync(Path.Combine(Repository.Models, "verdicts.json"), TestContext.Current.CancellationToken));
        foreach (JsonProperty verdict in verdicts.RootElement.EnumerateObject())
        {
            if (verdict.Name == "about" || verdict.Value.TryGetProperty("refuse", out _))
                continue;
            string? from = verdict.Value.TryGetProperty("from", out JsonElement source) ? source.GetString() : null;
            Add(verdict.Name, verdict.Name, new() { From = from }, from is null ? [] : ["--source", from]);
        }
        Assert.True(_jobs.Count >= 30);

        Add("int64 keys", "single_tensor", new() { Keys = [KeySpec.Parse("k:int64"), KeySpec.Parse("Other:int64")], OutputName = "scores", KeepAs = "old" },
            ["--key", "k,Other", "--key-dtype", "int64", "--rename", "output_0=scores"]);
        Add(
            "another signature", "babyweight_multi_output", new() { From = "quick", Signature = "quick_keyed" },
            ["--signature", "quick_keyed", "--source", "quick"]);
        Add("a second key", "babyweight_keyed_reference", new() { Keys = [new("second")] }, ["--key", "second"]);
        Add("a name with a dot", "has_key_input", new() { Keys = [new("Client.Id/2")] }, ["--key", "Client.Id/2"]);
        Add("a key that Python orders otherwise", "names_dash", new() { Keys = [new("user-key")] }, ["--key", "user-key"]);
        Add("keys that Python orders otherwise", "names_separators", new() { Keys = [new("0/obs"), new("Zip.Code")] }, ["--key", "0/obs,Zip.Code"]);
        Add("a compiled function", "jit_compiled", new() { From = "function:f", KeepAs = "old" }, []);
        Add("a table's function", "mutable_table", new() { From = "function:f" }, []);
        Add("an asset's function", "asset_vocabulary", new() { From = "function:f" }, []);
        Add("two metagraphs, one keyed", "babyweight_tf1_multi_meta", new() { Tags = ["serve", "gpu"] }, ["--tags", "serve,gpu"]);

        (int code, string output) = await JudgeAsync();
        Assert.True(code == 0, output);
        Assert.Equal(_jobs.Count, output.Split('\n').Count(l => l.EndsWith("\tok", StringComparison.Ordinal)));
    }

    private void Add(string name, string model, KeyingRequest request, string[] options)
    {
        string output = Path.Combine(_folder, _jobs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        ModelPlans.Of(model, request).Apply().Save(output);
        _jobs.Add(string.Join('\t', [name, Repository.Model(model), output, "--deep", .. options]));
    }

    private async Task<(int Code, string Output)> JudgeAsync()
    {
        string jobs = Path.Combine(_folder, "jobs");
        await File.WriteAllLinesAsync(jobs, _jobs);
        var start = new ProcessStartInfo(SharedTools.Python!, [Path.Combine(Repository.Root, "scripts", "judge.py"), SharedTools.Judge!, jobs])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + (process.ExitCode == 0 ? "" : await errors));
    }
}
