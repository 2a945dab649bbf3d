using System.Net.Sockets;
using System.Text;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Server.Tests.Hosting;

/// <summary>Clients whose bodies do not come, or are none, over real sockets.</summary>
public sealed class SlowBodyTests : IAsyncLifetime
{
    // The web server looks once a second, and takes no shorter time.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1.01);

    private WebHarness? _server;

    public async ValueTask InitializeAsync() =>
        _server = await WebHarness.Start(o => o with { Limits = new LimitOptions { LeastBytesPerSecond = 1e6, SlowFor = Shortest } });

    [Fact]
    public async Task Who_sends_no_body_is_told_so_and_not_of_an_error_of_ours()
    {
        string[] answers = await Task.WhenAll(
            Answer("Content-Length: 50000\r\n\r\n{"),
            Answer("Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"),
            Answer("Transfer-Encoding: chunked\r\n\r\nno length\r\n"),
            Answer("Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx"));
        Assert.Equal(["HTTP/1.1 408", "HTTP/1.1 408", "HTTP/1.1 400", "HTTP/1.1 400"], answers.Select(a => a[..12]));
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task<string> Answer(string rest)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _server!.RestPort, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes("POST /v1/models/m:predict HTTP/1.1\r\nHost: localhost\r\n" + rest), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }
}
