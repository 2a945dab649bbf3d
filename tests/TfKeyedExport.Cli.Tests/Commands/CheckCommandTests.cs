using System.Text.Json;
using System.Xml.Linq;
using TfKeyedExport.Cli.Terminals;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_safe_model_is_0_and_every_report_is_written()
    {
        Export("jit_compiled");
        Outcome run = Tfkeyed.Run(
            "check", _folder["keyed"], "--against", Tfkeyed.Model("jit_compiled"), "--engine", "embedded", "--rows", "8",
            "--json", _folder["report.json"], "--junit", _folder["report.xml"], "--html", _folder["report.html"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("SAFE", run.Output, StringComparison.Ordinal);
        JsonElement json = JsonDocument.Parse(File.ReadAllText(_folder["report.json"])).RootElement;
        Assert.Equal("safe", json.GetProperty("verdict").GetString());
        Assert.Equal("embedded", json.GetProperty("engine").GetString());
        Assert.Contains("passed", json.GetProperty("properties").EnumerateArray().Select(p => p.GetProperty("status").GetString()));
        Assert.NotNull(XDocument.Load(_folder["report.xml"]).Root);
        Assert.EndsWith("</html>", File.ReadAllText(_folder["report.html"]).TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unsafe_batch_mean", "rows-mix")]
    [InlineData("unsafe_pooled", "row-count")]
    public void An_unsafe_model_is_1_with_the_reason(string model, string reason)
    {
        Export(model);
        Outcome run = Tfkeyed.Run("check", _folder["keyed"], "--engine", "embedded", "--json");
        Assert.Equal(1, run.Code);
        Assert.Equal("unsafe", run.Json.GetProperty("verdict").GetString());
        Assert.Equal(reason, run.Json.GetProperty("outputs").GetProperty("y").GetProperty("reason").GetString());
    }

    [Fact]
    public void An_export_whose_check_fails_publishes_nothing()
    {
        Outcome run = Tfkeyed.Run("export", Tfkeyed.Model("unsafe_batch_mean"), _folder["keyed"], "--check");
        Assert.Equal(1, run.Code);
        Assert.Contains("Not published", run.Output, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void An_export_whose_check_passes_is_published_with_the_report()
    {
        Outcome run = Tfkeyed.Run("export", Tfkeyed.Model("jit_compiled"), _folder["keyed"], "--check", "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("safe", run.Json.GetProperty("check").GetProperty("verdict").GetString());
        Assert.Equal(["keyed"], _folder.Names);
    }

    [Fact]
    public void A_counterexample_is_replayed_with_the_unsafe_model_and_with_a_mended_one()
    {
        Export("unsafe_reverses");
        Assert.Equal(1, Tfkeyed.Run("check", _folder["keyed"], "--engine", "embedded", "--json", _folder["report.json"]).Code);

        Outcome again = Tfkeyed.Run("check", _folder["keyed"], "--engine", "embedded", "--replay", _folder["report.json"]);
        Assert.Equal((1, ""), (again.Code, again.Error));
        Assert.Contains("SHOWS", again.Output, StringComparison.Ordinal);
        Outcome json = Tfkeyed.Run("check", _folder["keyed"], "--engine", "embedded", "--replay", _folder["report.json"], "--json");
        Assert.Equal((1, "shows"), (json.Code, json.Json.GetProperty("replayed")[0].GetProperty("status").GetString()));
        Assert.Equal(2, Tfkeyed.Run("check", _folder["keyed"], "--replay", _folder["report.json"], "--junit", _folder["report.xml"]).Code);
        Assert.Equal(3, Tfkeyed.Run("check", Tfkeyed.Model("babyweight_keyed_reference"), "--replay", _folder["report.json"]).Code);
        Assert.Equal(3, Tfkeyed.Run("check", _folder["keyed"], "--replay", _folder["none.json"]).Code);
    }

    [Fact]
    public void On_GitHub_an_unsafe_output_is_an_error_and_standard_output_stays_the_document()
    {
        Export("unsafe_with_debug_info");
        var job = new GitHubRun(null, _folder["summary.md"]);
        Outcome run = Tfkeyed.RunOnGitHub(job, "check", _folder["keyed"], "--engine", "embedded", "--json");

        Assert.Equal((1, "unsafe"), (run.Code, run.Json.GetProperty("verdict").GetString()));
        Assert.Contains("::error file=", run.Error, StringComparison.Ordinal);
        Assert.Contains("**unsafe**", File.ReadAllText(_folder["summary.md"]), StringComparison.Ordinal);
        Assert.All(run.Error.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("::", line, StringComparison.Ordinal));

        Outcome again = Tfkeyed.RunOnGitHub(job with { SummaryFile = _folder["none/summary.md"] }, "check", _folder["keyed"], "--engine", "embedded", "--json");
        Assert.Equal(1, again.Code);
        Assert.Contains("summary of the job cannot be written", again.Error, StringComparison.Ordinal);
    }

    private void Export(string model) => Assert.Equal(0, Tfkeyed.Run("export", Tfkeyed.Model(model), _folder["keyed"]).Code);
}
