using System.Diagnostics;
using System.Text;

namespace TfKeyedExport.Conformance.Servers;

/// <summary>A server's process and its ports.</summary>
internal sealed class ServerProcess : IRunningServer, IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    /// <summary>Starts a server.</summary>
    /// <param name="program">The program.</param>
    /// <param name="spec">How.</param>
    /// <param name="folder">A folder for its files.</param>
    /// <param name="modelRoot">The folder under which models may be.</param>
    public ServerProcess(string program, ServerSpec spec, string folder, string modelRoot)
    {
        Directory.CreateDirectory(folder);
        (GrpcPort, RestPort) = Ports.Two();
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string flag in ServerFiles.Write(spec, folder, modelRoot, GrpcPort, RestPort))
            start.ArgumentList.Add(flag);
        Clock = Stopwatch.StartNew();
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Token = spec.Reloads ? ServerFiles.Token : null;
    }

    /// <inheritdoc/>
    public int GrpcPort { get; }

    /// <inheritdoc/>
    public int RestPort { get; }

    /// <inheritdoc/>
    public string? Token { get; }

    /// <summary>The time since it was started.</summary>
    public Stopwatch Clock { get; }

    /// <inheritdoc/>
    public bool HasExited => _process.HasExited;

    /// <summary>With which code it ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>What it has printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Waits until it ends; false if it does not within a time.</summary>
    public bool WaitForExit(TimeSpan limit)
    {
        if (!_process.WaitForExit(limit))
            return false;
        // Once more without a limit: only that waits for all that it printed.
        _process.WaitForExit();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.AppendLine(line.Data);
    }
}
