using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TfKeyedExport.Load.Chaos;

/// <summary>The server under test.</summary>
internal sealed class ServedProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="log">A file that receives what it tells.</param>
    /// <param name="flags">Its flags, but for the ports.</param>
    public ServedProcess(string program, string log, IEnumerable<string> flags)
    {
        (GrpcPort, RestPort) = FreePorts();
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string flag in flags.Append($"--port={GrpcPort}").Append($"--rest_api_port={RestPort}"))
            start.ArgumentList.Add(flag);
        var writer = new StreamWriter(log) { AutoFlush = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        _process.ErrorDataReceived += (_, line) => writer.WriteLine(line.Data);
        _process.OutputDataReceived += (_, line) => writer.WriteLine(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Where gRPC is.</summary>
    public int GrpcPort { get; }

    /// <summary>Where REST is.</summary>
    public int RestPort { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The memory that it has in the machine's, in MiB.</summary>
    public long ResidentMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 >> 20;
        }
    }

    /// <summary>Waits until a version answers.</summary>
    public async Task WhenAvailable(string model, long version)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{RestPort}") };
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience && !HasExited; await Task.Delay(20))
        {
            try
            {
                string status = await http.GetStringAsync($"/v1/models/{model}/versions/{version}");
                if (status.Contains("\"AVAILABLE\"", StringComparison.Ordinal))
                    return;
            }
            catch (HttpRequestException)
            {
                // It listens a moment after it was started, and knows of the version a moment after that.
            }
        }
        throw new TimeoutException($"version {version} of {model} never answered");
    }

    /// <summary>A counter's sum over all labels.</summary>
    public async Task<double> Counter(string name, string label = "")
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{RestPort}") };
        string page = await http.GetStringAsync("/monitoring/prometheus/metrics");
        return page.Split('\n').Where(l => l.StartsWith(name + "{", StringComparison.Ordinal) && l.Contains(label, StringComparison.Ordinal))
            .Sum(l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>Asks it to end; its exit code, or null if it did not.</summary>
    public int? End()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        return _process.WaitForExit(Patience) ? _process.ExitCode : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static (int First, int Second) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
