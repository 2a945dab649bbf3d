using System.Runtime.ExceptionServices;
using TfKeyedExport.Errors;
using TfKeyedExport.TensorFlow.Interop;

namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>
/// Loads a session on a thread of its own, so that who waits for it can stop waiting: TensorFlow cannot be told to give up a graph that it is making.
/// </summary>
internal sealed class AwaitedLoad : AbandonableWork
{
    private readonly Func<(GraphHandle Graph, SessionHandle Session)> _load;
    private (GraphHandle Graph, SessionHandle Session) _loaded;
    private ExceptionDispatchInfo? _failure;

    private AwaitedLoad(Func<(GraphHandle, SessionHandle)> load) => _load = load;

    /// <summary>Loads and waits. What comes of a load that nobody waits for any more is freed by its thread.</summary>
    /// <param name="load">Loads; called once, on another thread.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="limit">The limit that a longer load has gone beyond.</param>
    /// <param name="where">The model's name in errors.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TfKeyedException">It went on for longer than <paramref name="patience"/> (a limit); or what <paramref name="load"/> threw.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static (GraphHandle Graph, SessionHandle Session) Run(
        Func<(GraphHandle, SessionHandle)> load, TimeSpan patience, CallLimit limit, string where, CancellationToken cancellation)
    {
        var run = new AwaitedLoad(load);
        if (!run.Wait(patience, cancellation))
            throw Limits.Loading(limit.Limit, where);
        run._failure?.Throw();
        return run._loaded;
    }

    /// <inheritdoc/>
    protected override void Do()
    {
        try
        {
            _loaded = _load();
        }
#pragma warning disable CA1031 // It goes on to the thread that waits.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }

    /// <inheritdoc/>
    protected override void Free()
    {
        _loaded.Session?.Dispose();
        _loaded.Graph?.Dispose();
    }
}
