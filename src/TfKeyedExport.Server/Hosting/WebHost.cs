using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Grpc.Reflection;
using Grpc.Reflection.V1Alpha;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TfKeyedExport.Server.Access;
using TfKeyedExport.Server.Bounds;
using TfKeyedExport.Server.Grpc;
using TfKeyedExport.Server.Seen;
using TfKeyedExport.Server.Threads;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.RequestLog;

namespace TfKeyedExport.Server.Hosting;

/// <summary>The sockets: gRPC on one, REST on the other.</summary>
internal static class WebHost
{
    private const string GrpcContent = "application/grpc";
    private const int LongestName = 4096;

    /// <summary>Makes the web server; it listens when it is started.</summary>
    /// <param name="server">The models.</param>
    /// <param name="options">Where to listen, and how to serve.</param>
    /// <param name="readiness">Whether more calls are wanted.</param>
    /// <param name="gate">Who may change what is served.</param>
    /// <param name="metrics">What is counted.</param>
    /// <param name="log">Receives what the web server has to tell.</param>
    /// <param name="calls">Where calls are logged; null if they are not.</param>
    /// <param name="sights">What is told of requests beside the metrics.</param>
    /// <param name="connections">Told of connections.</param>
    public static WebApplication Make(
        ModelServer server, ServerOptions options, Readiness readiness, ReloadGate gate, ServerMetrics metrics, LineLogger log, CallLogger? calls,
        Sights sights, Connections connections)
    {
        IPAddress address = ListenAddress.Parse(options.Protection.Listen)!;
        var keeper = new DoorKeeper(
            new Authenticator(options.Protection.Clients, options.Tls is { ClientVerify: true }),
            new OriginRule(ListenAddress.IsLoopback(address), options.Cors));
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.UnsafePreferInlineScheduling = NetworkThreads.CarryRequests(options))
            .UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, address, options, connections));
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(new PredictionHandlers(server, options, new GrpcMeter(metrics, server.Defects, calls, sights.Witness)));
        builder.Services.AddSingleton(new ModelHandlers(server, gate));
        builder.Services.AddSingleton(Health()).AddSingleton(new ReflectionServiceImpl(
            PredictionService.Descriptor, ModelService.Descriptor, global::Grpc.Health.V1.Health.Descriptor, ServerReflection.Descriptor));
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = (int)Math.Min(options.Limits.MaxBodyBytes, int.MaxValue);
            grpc.MaxSendMessageSize = null;
        }).AddServiceOptions<HealthServiceImpl>(KeepSmall).AddServiceOptions<ReflectionServiceImpl>(KeepSmall);
        WebApplication app = builder.Build();
        var held = new HeldMemory(options.Limits.MaxHeldBytes, server.Memory.AfterLull);
        var messages = new HeldMessages(held, options.Limits, server.Time, server.Defects);
        var front = new FrontDoor(server, options, readiness, keeper, held, metrics, calls, sights.Witness);
        if (sights.Journal is { } journal)
        {
            var accesses = new AccessLogging(journal, server.Time, IsGrpc);
            app.Use(next => context => accesses.Handle(context, next));
        }
        app.Use(next => context =>
        {
            if (!IsGrpc(context.Request))
                return front.Handle(context);
            return keeper.AdmitGrpc(context) ? messages.Handle(context, next) : Task.CompletedTask;
        });
        app.Use(next => context => UnreadableMessages.Handle(context, next));
        app.UseRouting();
        app.MapGrpcService<PredictionHandlers>();
        app.MapGrpcService<ModelHandlers>();
        if (options.HealthService || !options.Quirks)
            app.MapGrpcService<HealthServiceImpl>();
        app.MapGrpcService<ReflectionServiceImpl>();
        return app;
    }

    private static bool IsGrpc(HttpRequest request) => request.ContentType is { } type && type.StartsWith(GrpcContent, StringComparison.Ordinal);

    // Their calls may stay open as long as a client likes, and health is asked for by anybody: they must hold next to nothing.
    private static void KeepSmall(GrpcServiceOptions service) => service.MaxReceiveMessageSize = LongestName;

    private static void Configure(KestrelServerOptions kestrel, IPAddress address, ServerOptions options, Connections connections)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.Limits.MaxBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = options.Limits.HeaderTimeout;
        kestrel.Limits.KeepAliveTimeout = options.Limits.IdleTimeout;
        kestrel.Limits.MaxConcurrentConnections = options.Limits.MaxConnections;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(options.Limits.LeastBytesPerSecond, options.Limits.SlowFor);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(options.Limits.LeastTakenPerSecond, options.Limits.AnswerPatience);
        kestrel.ConfigureEndpointDefaults(listen => listen.Use(connections.Count));
        if (options.Port > 0)
            kestrel.Listen(address, options.Port, listen => Secure(listen, HttpProtocols.Http2, options.Tls));
        if (options.GrpcSocketPath.Length > 0)
            kestrel.ListenUnixSocket(options.GrpcSocketPath, listen => listen.Protocols = HttpProtocols.Http2);
        if (options.RestPort > 0 && options.RestPort != options.Port)
            kestrel.Listen(address, options.RestPort, listen => Secure(listen, HttpProtocols.Http1, options.Quirks ? null : options.Tls));
    }

    // TensorFlow Serving's REST stays plain whatever the file says; ours does only with its quirks.
    private static void Secure(ListenOptions listen, HttpProtocols protocols, TlsOptions? tls)
    {
        listen.Protocols = protocols;
        if (tls is not null)
            listen.UseHttps(ServerCertificates.Of(tls));
    }

    private static HealthServiceImpl Health()
    {
        var health = new HealthServiceImpl();
        // The short names are those by which TensorFlow Serving's clients ask.
        foreach (string service in (string[])["", "ModelService", "PredictionService", "tensorflow.serving.ModelService",
            "tensorflow.serving.PredictionService"])
            health.SetStatus(service, HealthCheckResponse.Types.ServingStatus.Serving);
        return health;
    }
}
