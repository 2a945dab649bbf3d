using System.Buffers.Binary;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Server.Tests.Conformance;

/// <summary>A server that answers by REST and gRPC as a test tells it to, on sockets of this process.</summary>
internal sealed class FakeServer : IRunningServer, IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeServer(WebApplication app, int rest, int grpc) => (_app, RestPort, GrpcPort) = (app, rest, grpc);

    public int GrpcPort { get; }

    public int RestPort { get; }

    public string? Token => "secret";

    public bool HasExited => false;

    /// <summary>Starts one.</summary>
    /// <param name="rest">Answers a path and a body by REST: a status and a body.</param>
    /// <param name="grpc">Answers a path, a message and an authorization by gRPC: a code, a text and a message.</param>
    public static async Task<FakeServer> Start(
        Func<string, string, (int Status, string Body)> rest,
        Func<string, byte[], string, (int Code, string Text, IMessage? Response)> grpc)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1);
            o.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2);
        });
        WebApplication app = builder.Build();
        app.Run(c => HttpProtocol.IsHttp2(c.Request.Protocol) ? Grpc(c, grpc) : Rest(c, rest));
        await app.StartAsync();
        int[] ports = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a).Port)];
        return new FakeServer(app, ports[0], ports[1]);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task Rest(HttpContext context, Func<string, string, (int Status, string Body)> answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        (int status, string body) = answer(context.Request.Path, await reader.ReadToEndAsync());
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }

    private static async Task Grpc(HttpContext context, Func<string, byte[], string, (int Code, string Text, IMessage? Response)> answer)
    {
        using var all = new MemoryStream();
        await context.Request.Body.CopyToAsync(all);
        (int code, string text, IMessage? response) = answer(context.Request.Path, all.ToArray()[5..], context.Request.Headers.Authorization.ToString());
        context.Response.ContentType = "application/grpc";
        if (response is not null)
        {
            byte[] message = response.ToByteArray();
            byte[] prefix = new byte[5];
            BinaryPrimitives.WriteInt32BigEndian(prefix.AsSpan(1), message.Length);
            await context.Response.Body.WriteAsync((byte[])[.. prefix, .. message]);
        }
        context.Response.AppendTrailer("grpc-status", code.ToString());
        context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(text));
    }
}
