using TfKeyedExport.Hosting;

namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>Knows which calls of a session nobody waits for, so that after its end nothing computes answers that nobody wants.</summary>
/// <param name="lifetime">Counts the calls that run.</param>
/// <param name="cancelRunning">Makes TensorFlow cancel what runs; called at most once.</param>
/// <remarks>
/// TensorFlow's C API cannot cancel one call, only all calls of a session. So a cancelled call is abandoned: its caller is told
/// at once, while TensorFlow finishes it in the background. When the host is disposed and only abandoned calls run, they are cancelled.
/// </remarks>
internal sealed class CallLedger(HostLifetime lifetime, Action cancelRunning)
{
    private int _abandoned;
    private int _cancelled;

    /// <summary>The calls that run now, abandoned ones included.</summary>
    public int Running => lifetime.Inside;

    /// <summary>A call starts.</summary>
    /// <exception cref="ObjectDisposedException">The host was disposed before.</exception>
    public void Enter()
    {
        try
        {
            lifetime.Enter();
        }
        catch (ObjectDisposedException)
        {
            // Who is turned away counts for a moment, which may have hidden that only abandoned calls are left.
            CancelUnwanted();
            throw;
        }
    }

    /// <summary>A call's caller does not wait for it any more.</summary>
    public void Abandon()
    {
        Interlocked.Increment(ref _abandoned);
        CancelUnwanted();
    }

    /// <summary>The call had ended before it could be abandoned.</summary>
    public void TakeBack() => Interlocked.Decrement(ref _abandoned);

    /// <summary>A call ended.</summary>
    /// <param name="abandoned">Whether <see cref="Abandon"/> was called for it.</param>
    public void Leave(bool abandoned)
    {
        if (abandoned)
            Interlocked.Decrement(ref _abandoned);
        lifetime.Leave();
        CancelUnwanted();
    }

    /// <summary>The host is disposed: no call may start.</summary>
    public void Close()
    {
        lifetime.Dispose();
        CancelUnwanted();
    }

    // The order of the three questions counts: once the host is closed, calls only end. So if as many were abandoned later as ran before, all that run are.
    private void CancelUnwanted()
    {
        if (lifetime.IsDisposed
            && lifetime.Inside is > 0 and int running
            && Volatile.Read(ref _abandoned) == running
            && Interlocked.Exchange(ref _cancelled, 1) == 0)
            cancelRunning();
    }
}
