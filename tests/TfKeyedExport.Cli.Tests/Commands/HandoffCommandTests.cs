using System.Text.Json;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

public sealed class HandoffCommandTests : IDisposable
{
    private const string Keyed = "babyweight_keyed_reference";
    private readonly TemporaryFolder _folder = new();

    private string Models => _folder["models"];

    [Fact]
    public void One_document_tells_all_of_it()
    {
        Outcome run = Run("--name", "bw", "--batch-sizes", "4,1", "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        JsonElement json = run.Json;
        Assert.Equal(("bw", 1, "safe", Path.Combine(Models, "bw", "1")), (
            json.GetProperty("name").GetString(), json.GetProperty("version").GetInt32(), json.GetProperty("verdict").GetString(),
            json.GetProperty("folder").GetString()));
        Assert.Equal([1, 4], json.GetProperty("batch_sizes").GetProperty("allowed").EnumerateArray().Select(s => s.GetInt32()));
        Assert.Contains("compose.yaml", json.GetProperty("written").EnumerateArray().Select(f => f.GetString()));
        Assert.Contains(
            $"--model_config_file={Models}/models.config", json.GetProperty("commands").GetProperty("tfkeyed").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void People_are_told_what_was_published_and_what_to_do_next()
    {
        Outcome run = Run("--batch-sizes", "1");
        Assert.Equal(0, run.Code);
        Assert.Contains($"Handed over {Keyed}, version 1: safe", run.Output, StringComparison.Ordinal);
        Assert.Contains($"tfkeyed check --remote grpc://localhost:8500 --model {Keyed}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_a_key_is_refused_with_the_command_that_gives_it_one()
    {
        string unkeyed = Tfkeyed.Model("jit_compiled");
        Outcome run = Tfkeyed.Run("handoff", unkeyed, Models);
        Assert.Equal((4, ""), (run.Code, run.Output));
        Assert.Contains($"tfkeyed export {unkeyed} ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Models, "jit_compiled")) && Directory.EnumerateFileSystemEntries(Path.Combine(Models,
            "jit_compiled")).Any());
    }

    [Fact]
    public void Sizes_are_measured_unless_they_are_given()
    {
        Outcome run = Run("--engine", "embedded", "--json");
        Assert.Equal(0, run.Code);
        JsonElement sizes = run.Json.GetProperty("batch_sizes");
        int[] measured = [.. sizes.GetProperty("measured").EnumerateArray().Select(m => m.GetProperty("batch_size").GetInt32())];
        Assert.Equal([1, 8, 32, 128, 1024], measured);
        Assert.Subset(measured.ToHashSet(), sizes.GetProperty("allowed").EnumerateArray().Select(s => s.GetInt32()).ToHashSet());
        Assert.Contains("embedded", sizes.GetProperty("engine").GetString(), StringComparison.Ordinal);
        Assert.Contains("# measured on embedded", File.ReadAllText(Path.Combine(Models, "batching_parameters.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_latency_that_no_size_keeps_is_refused()
    {
        Outcome run = Run("--engine", "embedded", "--latency-ms", "0.000001");
        Assert.Equal(4, run.Code);
        Assert.Contains("--batch-sizes", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Models));
    }

    [Theory]
    [InlineData("--server", "tfkeyed")]
    [InlineData("--server", "torch")]
    [InlineData("--version", "latest")]
    [InlineData("--version", "0")]
    [InlineData("--version", "-1")]
    [InlineData("--name", "a/b")]
    [InlineData("--batch-sizes", "0")]
    [InlineData("--batch-sizes", "1,x")]
    [InlineData("--image", "--privileged")]
    [InlineData("--image", "a b")]
    [InlineData("--latency-ms", "0")]
    public void What_makes_no_sense_is_wrong_usage(string option, string value)
    {
        Assert.Equal(2, Run(option, value).Code);
        Assert.False(Directory.Exists(Models));
    }

    [Fact]
    public void A_version_that_is_there_is_refused()
    {
        Assert.Equal(0, Run("--version", "2", "--batch-sizes", "1").Code);
        Assert.Equal(4, Run("--version", "2", "--batch-sizes", "1").Code);
    }

    [Fact]
    public void Our_own_server_gets_its_image_and_a_Dockerfile_that_says_it_is_untested()
    {
        Assert.Equal(0, Run("--server", "tfkeyed", "--image", "registry.example/tfkeyed:1", "--batch-sizes", "1").Code);
        Assert.Contains("registry.example/tfkeyed:1", File.ReadAllText(Path.Combine(Models, "compose.yaml")), StringComparison.Ordinal);
        Assert.Contains("UNTESTED", File.ReadAllText(Path.Combine(Models, "Dockerfile")), StringComparison.Ordinal);
        Assert.Contains("It is untested", File.ReadAllText(Path.Combine(Models, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_for_warmth_come_from_a_file()
    {
        string file = _folder["rows.csv"];
        File.WriteAllText(file, "is_male,mother_age,plurality,gestation_weeks\nTrue,31.5,Single(1),39\n");
        Assert.Equal(0, Run("--warmup", file, "--batch-sizes", "1").Code);
        Assert.Contains("\"mother_age\":31.5", File.ReadAllText(Path.Combine(Models, "README.md")), StringComparison.Ordinal);
    }

    private Outcome Run(params string[] options) => Tfkeyed.Run(["handoff", Repository.Model(Keyed), Models, .. options]);

    public void Dispose() => _folder.Dispose();
}
