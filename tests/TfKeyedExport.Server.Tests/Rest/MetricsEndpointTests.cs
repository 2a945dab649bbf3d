using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Server.Tests.Rest;

public class MetricsEndpointTests
{
    private const string Page = MonitoringOptions.DefaultPath;

    [Theory]
    [InlineData("GET", Page, 200)]
    [InlineData("GET", Page + "?a=b", 200)]
    [InlineData("HEAD", Page, 200)]
    [InlineData("POST", Page, 405)]
    [InlineData("GET", Page + "/more", 404)]
    [InlineData("GET", Page + "more", 404)]
    public async Task The_page_is_where_it_is_and_nowhere_else(string method, string target, int status)
    {
        using var server = new FrontHarness();
        FrontAnswer answer = await server.Ask(method, target);
        Assert.Equal(status, answer.Status);
        Assert.Equal(method == "GET" && status == 200, answer.Text.Contains("# TYPE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_can_be_moved_and_turned_off()
    {
        using var moved = new FrontHarness(new ServerOptions { Monitoring = new MonitoringOptions { Path = "/m" } });
        Assert.Equal((200, 404), ((await moved.Get("/m")).Status, (await moved.Get(Page)).Status));
        using var off = new FrontHarness(new ServerOptions { Monitoring = new MonitoringOptions { Enabled = false } });
        Assert.Equal(404, (await off.Get(Page)).Status);
    }

    [Fact]
    public async Task With_TensorFlow_Servings_quirks_a_query_is_refused()
    {
        using var server = new FrontHarness(new ServerOptions { Quirks = true });
        Assert.Equal(400, (await server.Get(Page + "?a=b")).Status);
    }
}
