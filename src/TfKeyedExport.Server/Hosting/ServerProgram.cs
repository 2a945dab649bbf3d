using System.Globalization;
using System.Net.Sockets;
using TfKeyedExport.Server.Flags;
using TfKeyedExport.Server.Grpc;
using TfKeyedExport.Server.Threads;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.RequestLog;
using TfKeyedExport.Text;

namespace TfKeyedExport.Server.Hosting;

/// <summary>The program, from its arguments to its exit code.</summary>
internal static class ServerProgram
{
    private const int Done = 0, Usage = 2, Unreachable = 6, Unwritable = 8;

    private const int LongestLine = 4096;

    /// <summary>Serves until a signal comes.</summary>
    public static async Task<int> Run(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        switch (ServerFlags.Parse(args))
        {
            case FlagOutcome.Tell tell:
                output.WriteLine(tell.Text);
                return Done;
            case FlagOutcome.Refuse refuse:
                return Refuse(errors, refuse.Errors);
            case FlagOutcome.Start start:
                foreach (string warning in start.Warnings.Concat(NotYet.Warnings(start.Options)))
                    errors.WriteLine($"warning: {Line(warning)}");
                Reading<ServerConfiguration> read = ServerConfiguration.Load(start.Options);
                return read.Value is { } configuration
                    ? await Serve(configuration, errors).ConfigureAwait(false)
                    : Refuse(errors, [.. read.Faults.Select(f => f.ToString())]);
            case var other:
                throw new InvalidOperationException($"nothing follows from {other}");
        }
    }

    // Files that are wrong are quoted, and can be wrong at any length.
    private static string Line(string text) => Visible.Of(text.Length > LongestLine ? $"{text[..LongestLine]}..." : text);

    private static int Refuse(TextWriter errors, IReadOnlyList<string> faults)
    {
        foreach (string fault in faults)
            errors.WriteLine($"error: {Line(fault)}");
        errors.WriteLine("  next:  mend this, or see tfkeyed serve --help");
        return Usage;
    }

    private static async Task<int> Serve(ServerConfiguration configuration, TextWriter errors)
    {
        ServerOptions options = configuration.Options;
        TimeProvider time = TimeProvider.System;
        if (options.Protection is { RequireClientPrefix: true, Clients: { } clients })
        {
            foreach (string warning in PrefixWarnings.Of(clients.Values))
                errors.WriteLine($"warning: {Line(warning)}");
        }
        if (options.Batching is { Enabled: true, PadVariableLengthInputs: true })
        {
            errors.WriteLine(
                "warning: pad_variable_length_inputs fills rows up to the length of those that they are joined with: a model that does not mask what is filled "
                    + "up then gives other answers in other company, of which no verdict tells");
        }
        using var early = new EarlyStart();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var signals = new Signals();
        using var log = new LineLogger(errors, time);
        bool onNetworkThreads = NetworkThreads.CarryRequests(options);
        if (onNetworkThreads)
            NetworkThreads.Prepare();
        PoolThreads.HaveSpare();
        var metrics = new ServerMetrics(time, options.Quirks);
        using var server = new ModelServer(configuration, ServerEngines.Of(options), new Embedded.EmbeddedEngine(), metrics.Of, time, log, metrics.Loads,
            onNetworkThreads, listening.Task);
        metrics.Table = server.Table;
        var readiness = new Readiness();
        var connections = new Connections();
        var gate = new ReloadGate(options.Protection.Administrators is { } administrators ? new Authenticator(administrators) : null,
            options.Protection.ModelRoots);
        using CallLogger? calls = CallLogs.Open(options.RequestLog, metrics, time, log, errors);
        if (calls is null && options.RequestLog is not null)
            return Unwritable;
        using Sights? sights = See(options, metrics, log, errors);
        if (sights is null)
            return Usage;
        await using WebApplication web = WebHost.Make(server, options, readiness, gate, metrics, log, calls, sights, connections);
        try
        {
            await web.StartAsync().ConfigureAwait(false);
            early.Dispose();
            listening.SetResult();
        }
        catch (IOException e)
        {
            errors.WriteLine($"error: {Visible.Of(e.Message)}");
            errors.WriteLine("  next:  choose another port with --port and --rest_api_port, or end what listens there");
            return Unreachable;
        }
        catch (SocketException e)
        {
            errors.WriteLine($"error: {Visible.Of(e.Message)}");
            errors.WriteLine("  next:  --listen is an address of this machine; --grpc_socket_path a name in a folder that is there");
            return Unreachable;
        }
        errors.WriteLine(Listening(options));
        await Task.Delay(Timeout.Infinite, signals.Asked).ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
        readiness.End();
        long asked = time.GetTimestamp();
        // Who sends requests here has to learn that it should not, before nobody listens any more.
        await connections.WhenNone(Least(options.DrainDelay, options.Drain), time).ConfigureAwait(false);
        TimeSpan left = options.Drain - time.GetElapsedTime(asked);
        using var drained = new CancellationTokenSource(NotNegative(calls is null ? left : left - CallLogs.ShareOf(options.Drain)), time);
        await web.StopAsync(drained.Token).ConfigureAwait(false);
        if (calls?.Close(options.Drain - time.GetElapsedTime(asked)) is false)
            log.RequestLogCut();
        return Done;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    private static Sights? See(ServerOptions options, ServerMetrics metrics, LineLogger log, TextWriter errors)
    {
        try
        {
            return new Sights(options.Seen, metrics, log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refuse(errors, [$"--access-log: {e.Message}"]);
            return null;
        }
    }

    private static string Listening(ServerOptions options)
    {
        string address = options.Protection.Listen;
        string grpc = options.Port > 0 ? string.Create(CultureInfo.InvariantCulture, $"gRPC on {address}:{options.Port}") : "no gRPC port";
        string rest = options.RestPort > 0
            ? string.Create(CultureInfo.InvariantCulture, $"REST on {address}:{options.RestPort}")
            : "no REST port (--rest_api_port)";
        return $"tfkeyed-server: {grpc}, {rest}";
    }
}
