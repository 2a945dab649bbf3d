using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Running;

/// <summary>Starts servers, each with a folder of its own.</summary>
/// <param name="program">The server's program.</param>
/// <param name="scratch">A folder for what servers write.</param>
/// <param name="modelRoot">The folder of models.</param>
internal sealed class ServerPool(string program, string scratch, string modelRoot)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(3);
    private int _started;

    /// <summary>The folder of models.</summary>
    public string ModelRoot => modelRoot;

    /// <summary>A folder that no server has had.</summary>
    public string NewFolder()
    {
        string folder = Path.Combine(scratch, $"{Interlocked.Increment(ref _started):000}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Starts a server without waiting for anything.</summary>
    public ServerProcess Start(ServerSpec spec) => new(program, spec, NewFolder(), modelRoot);

    /// <summary>Starts a server and waits until it serves.</summary>
    /// <exception cref="IOException">It ended, or did not become ready.</exception>
    public async Task<ServerProcess> StartReady(ServerSpec spec)
    {
        ServerProcess server = Start(spec);
        if (spec.NeverReady)
        {
            // It may open its ports or not; a server that has not come as far says neither.
            await Readiness.Until(server, Opening, () => Readiness.Answers(server));
            return server;
        }
        if (await Readiness.Models(server, spec, Limit) is not { } wrong)
            return server;
        string ended = server.HasExited && server.WaitForExit(Limit) ? $"ended with {server.ExitCode}" : wrong;
        string output = server.Output;
        server.Dispose();
        throw new IOException($"the server {ended}: {Matching.Shortened.Text(output)}");
    }
}
