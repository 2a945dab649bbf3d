namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>Runs a call on a thread of its own and waits for it, until the caller cancels.</summary>
internal sealed class CancellableRun
{
    private const int Waiting = 0, Finished = 1, Abandoned = 2;

    private readonly LoadedSession _session;
    private readonly SessionCall _call;
    private readonly ManualResetEventSlim _done = new();
    private int _state = Waiting;

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
        var run = new CancellableRun(session, call);
        CallThreads.Run(run.Execute);
        try
        {
            if (run._done.Wait(session.Limit.Patience, cancellation) || !run.TryAbandon())
                return;
            throw new TimeoutException();
        }
        catch (OperationCanceledException) when (run.TryAbandon())
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            // It ended while the cancellation arrived: the answer is there.
        }
    }

    private void Execute()
    {
        _call.Run();
        if (Interlocked.CompareExchange(ref _state, Finished, Waiting) == Waiting)
        {
            _done.Set();
            return;
        }
        _call.Dispose();
        _session.Leave(abandoned: true);
    }

    /// <summary>Gives the call to its thread; false if it has ended.</summary>
    private bool TryAbandon()
    {
        // Counted first: once the state says so, the thread may leave at any moment.
        _session.Calls.Abandon();
        if (Interlocked.CompareExchange(ref _state, Abandoned, Waiting) == Waiting)
            return true;
        _session.Calls.TakeBack();
        return false;
    }
}
