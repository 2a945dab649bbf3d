namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>Work of TensorFlow's on a thread of its own, for which its caller waits until he has enough: it cannot be stopped, only left.</summary>
internal abstract class AbandonableWork
{
    private const int Waiting = 0, Finished = 1, Abandoned = 2;

    private readonly ManualResetEventSlim _done = new();
    private int _state = Waiting;

    /// <summary>Begins the work and waits for it.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it is done; if not, it was left, and frees itself when it ends.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled, and it was left.</exception>
    protected bool Wait(TimeSpan patience, CancellationToken cancellation)
    {
        CallThreads.Run(Execute);
        try
        {
            return _done.Wait(patience, cancellation) || !TryAbandon();
        }
        catch (OperationCanceledException) when (TryAbandon())
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            // It ended while the cancellation arrived: what it made is there.
            return true;
        }
    }

    /// <summary>Does the work; must not throw.</summary>
    protected abstract void Do();

    /// <summary>Frees what the work made, when nobody waits for it any more.</summary>
    protected abstract void Free();

    /// <summary>The work is about to be left: once it is, its thread may end at any moment.</summary>
    protected virtual void Leaving()
    {
    }

    /// <summary>It was not left: it had ended.</summary>
    protected virtual void NotLeft()
    {
    }

    private void Execute()
    {
        Do();
        if (Interlocked.CompareExchange(ref _state, Finished, Waiting) == Waiting)
            _done.Set();
        else
            Free();
    }

    private bool TryAbandon()
    {
        Leaving();
        if (Interlocked.CompareExchange(ref _state, Abandoned, Waiting) == Waiting)
            return true;
        NotLeft();
        return false;
    }
}
