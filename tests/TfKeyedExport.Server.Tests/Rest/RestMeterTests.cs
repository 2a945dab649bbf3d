using System.Globalization;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Rest;

/// <summary>What the page of metrics tells of calls over REST.</summary>
public sealed class RestMeterTests : IDisposable
{
    private readonly FrontHarness _server = new();

    [Fact]
    public async Task A_call_is_counted_by_its_signature_and_code()
    {
        await Ask("POST", "/v1/models/m:predict", Bodies.One);
        await Tells("tfkeyed_requests_total{model=\"m\",version=\"1\",signature=\"serving_default\",code=\"OK\",protocol=\"rest\"} 1");
        await Tells(":tensorflow:serving:request_count{model_name=\"m\",status=\"OK\"} 1");
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_counted_with_the_model_that_it_was_for()
    {
        await Ask("POST", "/v1/models/m:predict", "{");
        await Tells("tfkeyed_requests_total{model=\"m\",version=\"\",signature=\"\",code=\"INVALID_ARGUMENT\",protocol=\"rest\"} 1");
    }

    [Fact]
    public async Task Models_that_are_not_there_are_counted_together()
    {
        await Ask("POST", "/v1/models/one:predict", Bodies.One);
        await Ask("POST", "/v1/models/other:predict", Bodies.One);
        await Tells("tfkeyed_requests_total{model=\"(unknown)\",version=\"\",signature=\"\",code=\"NOT_FOUND\",protocol=\"rest\"} 2");
    }

    [Fact]
    public async Task A_question_is_no_call_of_a_model()
    {
        await Ask("GET", "/v1/models/m", null);
        await Tells(":tensorflow:serving:request_count{model_name=\"m\",status=\"OK\"} 1");
        Assert.DoesNotContain("protocol=\"rest\"", await Page(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_versions_variables_are_told_in_bytes()
    {
        await _server.Settled();
        string[] lines = (await Page()).Split('\n');
        string line = lines.Single(l => l.StartsWith("tfkeyed_version_memory_bytes{model=\"m\",version=\"1\"} ", StringComparison.Ordinal));
        string data = Path.Combine(Repository.Model(FrontHarness.Keyed), "variables", "variables.data-00000-of-00001");
        Assert.InRange(long.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture), 1, new FileInfo(data).Length);
    }

    public void Dispose() => _server.Dispose();

    private async Task Ask(string method, string target, string? body) => await (await _server.Settled()).Ask(method, target, body);

    private async Task<string> Page() => (await _server.Get(MonitoringOptions.DefaultPath)).Text;

    private async Task Tells(string line) => Assert.Contains(line + "\n", await Page(), StringComparison.Ordinal);
}
