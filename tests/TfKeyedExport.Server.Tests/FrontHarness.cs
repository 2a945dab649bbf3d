using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using TfKeyedExport.Server.Access;
using TfKeyedExport.Server.Bounds;
using TfKeyedExport.Server.Hosting;
using TfKeyedExport.Server.Seen;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.RequestLog;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Server.Tests;

/// <summary>A server's front door with models behind it, and no sockets.</summary>
internal sealed class FrontHarness : IDisposable
{
    public const string Keyed = "babyweight_keyed_reference";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("front").FullName;
    private readonly FrontDoor _door;

    public FrontHarness(ServerOptions? options = null, Authenticator? authenticator = null, params (string Name, string Folder)[] models)
    {
        Options = options ?? new ServerOptions();
        // The links to the models are new: whoever looks again waits a second to see that they stay.
        Options = Options with { Versioning = Options.Versioning with { FileSystemPoll = TimeSpan.Zero } };
        Metrics = new ServerMetrics(TimeProvider.System, Options.Quirks);
        Calls = CallLogs.Open(Options.RequestLog, Metrics, TimeProvider.System, NullLogger.Instance, TextWriter.Null);
        var served = new List<ModelOptions>();
        foreach ((string name, string folder) in models.Length > 0 ? models : [("m", Repository.Model(Keyed))])
        {
            string versions = Directory.CreateDirectory(Path.Combine(_folder, $"m{served.Count}")).FullName;
            Directory.CreateSymbolicLink(Path.Combine(versions, "1"), folder);
            served.Add(new ModelOptions { Name = name, BasePath = versions, Platform = ModelOptions.TensorFlow });
        }
        var configuration = new ServerConfiguration(Options, new ModelServerOptions(new Sequence<ModelOptions>(served)));
        Server = new ModelServer(
            configuration, ServerEngines.Of(Options), new Embedded.EmbeddedEngine(), Metrics.Of, TimeProvider.System, NullLogger.Instance, Metrics.Loads);
        Metrics.Table = Server.Table;
        var keeper = new DoorKeeper(authenticator ?? new Authenticator(null), new OriginRule(isLoopback: true, cors: false));
        _door = new FrontDoor(Server, Options, Readiness, keeper, new HeldMemory(Options.Limits.MaxHeldBytes), Metrics, Calls, new CallWitness());
    }

    public ServerOptions Options { get; }

    public ServerMetrics Metrics { get; }

    /// <summary>The request log; null unless the options want one.</summary>
    public CallLogger? Calls { get; }

    public ModelServer Server { get; }

    public Readiness Readiness { get; } = new();

    public async Task<FrontHarness> Settled()
    {
        for (DateTime patience = DateTime.UtcNow + Patience; !Server.IsSettled; await Task.Yield())
            Assert.True(DateTime.UtcNow < patience, "the models never settled");
        return this;
    }

    public async Task<FrontAnswer> Ask(string method, string target, string? body = null, Action<HttpContext>? change = null, AccessLogging? accesses = null)
    {
        var context = new DefaultHttpContext();
        int query = target.IndexOf('?', StringComparison.Ordinal);
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
        context.Request.Method = method;
        if (target is ['/', ..])
            context.Request.Path = query < 0 ? target : target[..query];
        context.Request.Host = new HostString("localhost");
        context.Request.Protocol = "HTTP/1.1";
        if (body is not null)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            context.Request.Body = new MemoryStream(bytes);
            context.Request.ContentLength = bytes.Length;
        }
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        change?.Invoke(context);
        Task done = accesses is null ? _door.Handle(context) : accesses.Handle(context, _door.Handle);
        await done.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);
        return new FrontAnswer(context.Response.StatusCode, context.Response.Headers, Encoding.UTF8.GetString(answer.ToArray()));
    }

    public Task<FrontAnswer> Get(string target) => Ask("GET", target);

    public void Dispose()
    {
        Server.Dispose();
        Calls?.Close(Patience);
        Directory.Delete(_folder, recursive: true);
    }
}
