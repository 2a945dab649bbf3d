using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Server.Threads;

/// <summary>
/// Whether a request is read, run and answered by the thread that its socket woke, without handing it to another: with small models that costs more than the
/// call. Others' requests wait meanwhile, so nothing that can take long may be done there: large bodies, pages, calls that are not cheap.
/// </summary>
internal static class NetworkThreads
{
    /// <summary>The longest body, in bytes, that is taken apart on such a thread: some 50 microseconds.</summary>
    public const int LongestBody = 32 << 10;

    // The runtime's own switch; sockets read it when the first is made.
    private const string Switch = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Whether they carry requests: not with TLS, since a handshake may have to ask others, nor where TensorFlow's calls cannot be ended.</summary>
    public static bool CarryRequests(ServerOptions options) =>
        options.Tls is null && options.Engine.Kind != EngineKind.TensorFlow && Environment.GetEnvironmentVariable(Switch) != "0";

    /// <summary>Tells the runtime; before any socket is made.</summary>
    public static void Prepare() => Environment.SetEnvironmentVariable(Switch, "1");
}
