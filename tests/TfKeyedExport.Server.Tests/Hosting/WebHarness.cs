using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using TfKeyedExport.Conformance.Servers;
using TfKeyedExport.Server.Grpc;
using TfKeyedExport.Server.Hosting;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Server.Tests.Hosting;

/// <summary>The whole web server on a port of this machine, with gRPC.</summary>
internal sealed class WebHarness : IAsyncDisposable
{
    private readonly FrontHarness _front;
    private readonly LineLogger _log = new(TextWriter.Null, TimeProvider.System);
    private readonly Sights _sights;
    private readonly WebApplication _web;

    private WebHarness(ServerOptions options, (string Name, string Folder)[] models)
    {
        _front = new FrontHarness(options, null, models);
        _sights = new Sights(options.Seen, _front.Metrics, NullLogger.Instance);
        _web = WebHost.Make(_front.Server, options, _front.Readiness, new ReloadGate(null, []), _front.Metrics, _log, _front.Calls, _sights, Connections);
        Channel = GrpcChannel.ForAddress($"http://127.0.0.1:{options.Port}");
        RestPort = options.RestPort;
    }

    public GrpcChannel Channel { get; }

    public int RestPort { get; }

    public Connections Connections { get; } = new();

    /// <summary>Says that the server is going to end.</summary>
    public void BeginToEnd() => _front.Readiness.End();

    public static async Task<WebHarness> Start(Func<ServerOptions, ServerOptions>? change = null, params (string Name, string Folder)[] models)
    {
        (int grpc, int rest) = Ports.Two();
        var options = new ServerOptions { Port = grpc, RestPort = rest };
        var harness = new WebHarness(change?.Invoke(options) ?? options, models);
        await harness._web.StartAsync(TestContext.Current.CancellationToken);
        await harness._front.Settled();
        return harness;
    }

    /// <summary>Ends the server; what it writes is written.</summary>
    public async Task Stop()
    {
        await _web.StopAsync(TestContext.Current.CancellationToken);
        _sights.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _web.DisposeAsync();
        _sights.Dispose();
        _front.Dispose();
        _log.Dispose();
    }
}
