using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using TfKeyedExport.Server.Tests.Rest;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Server.Tests.Hosting;

/// <summary>Clients that begin well and then stop, over real sockets.</summary>
public sealed class StalledClientTests
{
    private const int Rows = 60_000;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1.01), Long = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Who_sends_half_a_body_at_once_and_stops_is_not_waited_for_by_what_it_sent()
    {
        await using WebHarness server = await WebHarness.Start(o => o with { Limits = new LimitOptions { SlowWindow = Shortest } });
        using TcpClient client = await Connect(server);
        long began = Stopwatch.GetTimestamp();
        await Send(client, 1_000_000, new string(' ', 500_000));
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 408", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Long);
    }

    [Fact]
    public async Task Who_takes_nothing_of_a_large_answer_is_cut_off()
    {
        await using WebHarness server = await WebHarness.Start(o => o with { Limits = new LimitOptions { AnswerPatience = Shortest } });
        using TcpClient client = await Connect(server);
        client.ReceiveBufferSize = 1 << 16;
        string body = $$"""{"instances": [{{string.Join(",", Enumerable.Repeat(Bodies.Row, Rows))}}]}""";
        await Send(client, body.Length, body);
        long began = Stopwatch.GetTimestamp();
        await server.Connections.WhenNone(Long, TimeProvider.System);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Long - TimeSpan.FromSeconds(1));
    }

    private static async Task<TcpClient> Connect(WebHarness server)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.RestPort, TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task Send(TcpClient client, int length, string body)
    {
        string head = $"POST /v1/models/m:predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + body), TestContext.Current.CancellationToken);
    }
}
