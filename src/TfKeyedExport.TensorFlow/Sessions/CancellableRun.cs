namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>Runs a call on a thread of its own and waits for it, until the caller cancels.</summary>
internal sealed class CancellableRun : AbandonableWork
{
    private readonly LoadedSession _session;
    private readonly SessionCall _call;

    private CancellableRun(LoadedSession session, SessionCall call)
    {
        _session = session;
        _call = call;
    }

    /// <summary>Runs a call that was entered. Afterwards the caller owns it, unless the wait was cancelled: then it frees itself.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; TensorFlow finishes the call in the background.</exception>
    /// <exception cref="TimeoutException">It went on long after its time limit; as if the caller had cancelled.</exception>
    public static void Run(LoadedSession session, SessionCall call, CancellationToken cancellation)
    {
        if (!new CancellableRun(session, call).Wait(session.Limit.Patience, cancellation))
            throw new TimeoutException();
    }

    /// <inheritdoc/>
    protected override void Do() => _call.Run();

    /// <inheritdoc/>
    protected override void Free()
    {
        _call.Dispose();
        _session.Leave(abandoned: true);
    }

    /// <inheritdoc/>
    protected override void Leaving() => _session.Calls.Abandon();

    /// <inheritdoc/>
    protected override void NotLeft() => _session.Calls.TakeBack();
}
