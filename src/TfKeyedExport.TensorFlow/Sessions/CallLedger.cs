namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>Counts the calls that run on a session, so that after its end nothing waits for answers that nobody wants.</summary>
/// <param name="cancelRunning">Makes TensorFlow cancel what runs; called at most once.</param>
/// <remarks>
/// TensorFlow's C API cannot cancel one call, only all calls of a session. So a cancelled call is abandoned: its caller is told
/// at once, while TensorFlow finishes it in the background. When the host is disposed and only abandoned calls run, they are cancelled.
/// </remarks>
internal sealed class CallLedger(Action cancelRunning)
{
    private readonly Lock _gate = new();
    private int _running;
    private int _abandoned;
    private bool _closed;
    private bool _cancelled;

    /// <summary>The calls that run now, abandoned ones included.</summary>
    public int Running
    {
        get
        {
            lock (_gate)
                return _running;
        }
    }

    /// <summary>A call starts; false if the host was disposed before.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_closed)
                return false;
            _running++;
            return true;
        }
    }

    /// <summary>A call's caller does not wait for it any more.</summary>
    public void Abandon() => Change(0, 1);

    /// <summary>The call had ended before it could be abandoned.</summary>
    public void TakeBack() => Change(0, -1);

    /// <summary>A call ended.</summary>
    /// <param name="abandoned">Whether <see cref="Abandon"/> was called for it.</param>
    public void Leave(bool abandoned) => Change(-1, abandoned ? -1 : 0);

    /// <summary>The host is disposed: no call may start.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
        Change(0, 0);
    }

    private void Change(int running, int abandoned)
    {
        lock (_gate)
        {
            _running += running;
            _abandoned += abandoned;
            if (!_closed || _cancelled || _running == 0 || _abandoned != _running)
                return;
            _cancelled = true;
        }
        cancelRunning();
    }
}
