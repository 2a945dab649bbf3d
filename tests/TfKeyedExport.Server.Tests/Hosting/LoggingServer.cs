using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TfKeyedExport.Conformance.Servers;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Hosting;

/// <summary>The real server with a request log, in a process of its own.</summary>
internal sealed class LoggingServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly HttpClient _client;
    private readonly int _grpcPort, _restPort;

    private LoggingServer(string root, string[] flags)
    {
        (_grpcPort, _restPort) = Ports.Two();
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "tfkeyed-server"))
        {
            RedirectStandardError = true,
        };
        string[] own =
            ["--model_name=bw", $"--model_base_path={root}/model", $"--port={_grpcPort}", $"--rest_api_port={_restPort}", $"--request-log={root}/log"];
        foreach (string flag in own.Concat(flags))
            start.ArgumentList.Add(flag);
        _process = Process.Start(start)!;
        // Read, or it waits for a reader at some time.
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_restPort}") };
    }

    /// <summary>Where gRPC listens.</summary>
    public int GrpcPort => _grpcPort;

    /// <summary>Where REST listens.</summary>
    public int RestPort => _restPort;

    /// <summary>Copies a model that is keyed below a root, old enough to be loaded at once.</summary>
    public static void PlaceModel(string root)
    {
        string from = Repository.Model("babyweight_keyed_reference"), to = Path.Combine(root, "model", "1");
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        foreach (string path in Directory.GetFileSystemEntries(to, "*", SearchOption.AllDirectories).Append(to))
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
    }

    /// <summary>Starts one, and waits until it answers.</summary>
    public static async Task<LoggingServer> Start(string root, params string[] flags)
    {
        var server = new LoggingServer(root, flags);
        Assert.True(await server.Until(async () => (await server._client.GetAsync("/readyz", Stop)).IsSuccessStatusCode), "it never became ready");
        return server;
    }

    /// <summary>Sends rows with these keys.</summary>
    public async Task Predict(params JsonNode[] keys)
    {
        JsonNode[] rows = [.. keys.Select(k => new JsonObject
        {
            ["is_male"] = "True", ["mother_age"] = 30.0, ["plurality"] = "Single(1)", ["gestation_weeks"] = 36.0, ["key"] = k,
        })];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/models/bw:predict")
        {
            Content = JsonContent.Create(new JsonObject { ["instances"] = new JsonArray(rows) }),
        };
        request.Headers.Add("X-Request-Id", "request-7");
        request.Headers.Add("X-Attempt", "3");
        using HttpResponseMessage answer = await _client.SendAsync(request, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>The number that a metric has.</summary>
    public async Task<long> Metric(string start)
    {
        string page = await _client.GetStringAsync("/monitoring/prometheus/metrics", Stop);
        string? line = page.Split('\n').FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until something holds; false if the server ended, or it took too long.</summary>
    public async Task<bool> Until(Func<Task<bool>> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!_process.HasExited && clock.Elapsed < Patience)
        {
            try
            {
                if (await holds())
                    return true;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Yield();
        }
        return false;
    }

    /// <summary>Kills it as the system does.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync(Stop);
    }

    /// <summary>Asks it to end, and returns its exit code.</summary>
    public async Task<int> End()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Stop);
        await _process.WaitForExitAsync(Stop).WaitAsync(Patience, Stop);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
