using System.Net.Sockets;
using System.Text;
using Xunit;

namespace TfKeyedExport.Server.Tests.Hosting;

/// <summary>Clients whose bodies do not come, or are none, over real sockets.</summary>
public sealed class SlowBodyTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("slow-body").FullName;

    public SlowBodyTests() => LoggingServer.PlaceModel(_root);

    [Theory]
    [InlineData("Content-Length: 50000\r\n\r\n{", "408")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", "408")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nno length\r\n", "400")]
    public async Task Who_sends_no_body_is_told_so_and_not_of_an_error_of_ours(string rest, string status)
    {
        using LoggingServer server = await LoggingServer.Start(_root);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.RestPort, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes("POST /v1/models/bw:predict HTTP/1.1\r\nHost: localhost\r\n" + rest), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
