using System.Diagnostics;
using System.Text.Json;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Handoff.Tests;

/// <summary>Every text proto and every record is read back by TensorFlow's own Python.</summary>
public sealed class TensorFlowReadingTests : IDisposable
{
    private readonly Place _place = new();

    [Fact]
    public async Task Pythons_protos_read_what_was_meant()
    {
        Assert.SkipWhen(SharedTools.Python is null, "Python's TensorFlow is not beside the repository");
        _place.HandOff(r => r with { Repository = Path.Combine(_place.Root, "it's a \"repository\" é"), Sizes = _ => Place.Wish(1, 3, 8) });
        string repository = Path.Combine(_place.Root, "it's a \"repository\" é");

        using JsonDocument read = await Read(repository, "m", "1");
        JsonElement seen = read.RootElement;

        JsonElement model = Assert.Single(seen.GetProperty("models").EnumerateArray());
        Assert.Equal(("m", Path.Combine(repository, "m"), "tensorflow", 1, false), (
            model.GetProperty("name").GetString(), model.GetProperty("base_path").GetString(), model.GetProperty("platform").GetString(),
            model.GetProperty("versions").GetInt32(), model.GetProperty("logging").GetBoolean()));
        foreach (string file in (string[])["common", "own"])
        {
            JsonElement batching = seen.GetProperty(file);
            Assert.Equal([1, 3, 8], batching.GetProperty("sizes").EnumerateArray().Select(s => s.GetInt32()));
            Assert.Equal((8, 0, 100), (
                batching.GetProperty("max").GetInt32(), batching.GetProperty("timeout").GetInt32(), batching.GetProperty("queue").GetInt32()));
        }
        Assert.True(seen.GetProperty("common").GetProperty("threads").GetInt32() > 0);
        Assert.Equal("""[true, "/monitoring/prometheus/metrics"]""", seen.GetProperty("metrics").GetRawText());
        JsonElement[] warmup = [.. seen.GetProperty("warmup").EnumerateArray()];
        Assert.Equal([1, 3, 8], warmup.Select(w => w.GetProperty("shapes").GetProperty("key")[0].GetInt32()));
        Assert.All(warmup, w => Assert.Equal(("m", "serving_default", "float32", "key-000"), (
            w.GetProperty("model").GetString(), w.GetProperty("signature").GetString(), w.GetProperty("types").GetProperty("mother_age").GetString(),
            w.GetProperty("first_key").GetString())));
    }

    private static async Task<JsonDocument> Read(params string[] arguments)
    {
        var start = new ProcessStartInfo(SharedTools.Python!, [Path.Combine(Repository.Root, "scripts", "read_handoff.py"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
        return JsonDocument.Parse(await output);
    }

    public void Dispose() => _place.Dispose();
}
