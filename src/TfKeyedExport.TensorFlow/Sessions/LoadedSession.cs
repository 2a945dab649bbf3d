using TfKeyedExport.Hosting;
using TfKeyedExport.TensorFlow.Devices;
using TfKeyedExport.TensorFlow.Interop;
using TfKeyedExport.TensorFlow.Protos;

namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>A session with its graph. A call that runs keeps both alive; the last one to end frees them after <see cref="Dispose"/>.</summary>
internal sealed class LoadedSession : IDisposable
{
    private readonly HostLifetime _lifetime;

    private LoadedSession(GraphHandle graph, SessionHandle handle, CallLimit limit, Action? ended)
    {
        Graph = graph;
        Handle = handle;
        Limit = limit;
        _lifetime = new HostLifetime(() =>
        {
            handle.Dispose();
            graph.Dispose();
            ended?.Invoke();
        });
        Calls = new CallLedger(_lifetime, handle.CancelRunning);
    }

    /// <summary>The graph; its operations stay valid as long as the session.</summary>
    public GraphHandle Graph { get; }

    /// <summary>The session.</summary>
    public SessionHandle Handle { get; }

    /// <summary>The longest that a call may take.</summary>
    public CallLimit Limit { get; }

    /// <summary>The calls that run.</summary>
    public CallLedger Calls { get; }

    /// <summary>Restores a metagraph.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="tags">All tags of the metagraph.</param>
    /// <param name="config">How the session is set up.</param>
    /// <param name="limit">The longest that a call may take; loading takes that and what reading the variables takes.</param>
    /// <param name="where">The model's name in errors.</param>
    /// <param name="ended">Called once when the session is freed.</param>
    /// <param name="cancellation">Ends the wait for it.</param>
    public static LoadedSession FromSavedModel(
        string folder, IReadOnlyList<string> tags, ConfigProto config, CallLimit limit, string where, Action? ended, CancellationToken cancellation)
    {
        (GraphHandle graph, SessionHandle handle) = AwaitedLoad.Run(
            () => Load(folder, tags, config, limit, where), limit.PatienceForLoading(folder), limit, where, cancellation);
        return new LoadedSession(graph, handle, limit, ended);
    }

    private static (GraphHandle Graph, SessionHandle Handle) Load(string folder, IReadOnlyList<string> tags, ConfigProto config, CallLimit limit, string where)
    {
        GraphHandle graph = NativeMethods.NewGraph();
        try
        {
            return (graph, SavedModelSessions.Load(folder, tags, config, limit, graph, where));
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <summary>The devices that it uses.</summary>
    public IReadOnlyList<TensorFlowDevice> Devices() => DeviceList.Of(Handle);

    /// <summary>Starts a call: the session stays alive until <see cref="Leave"/>.</summary>
    /// <exception cref="ObjectDisposedException">The host was disposed.</exception>
    public void Enter() => Calls.Enter();

    /// <summary>Ends a call.</summary>
    public void Leave(bool abandoned) => Calls.Leave(abandoned);

    /// <inheritdoc/>
    public void Dispose() => Calls.Close();
}
