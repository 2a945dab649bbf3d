namespace TfKeyedExport.Hosting;

/// <summary>
/// The one gate of a host's lifetime: whatever reads the host's memory passes it, and the memory is freed when the host is disposed and the last to
/// pass it has left.
/// </summary>
/// <remarks>
/// Nobody ever waits: <see cref="Dispose"/> returns at once, so that it may be called from anywhere, out of a call too. The price of a call is two
/// interlocked additions.
/// </remarks>
/// <param name="free">Frees what the host holds; called once, by <see cref="Dispose"/> or by the last <see cref="Leave"/>.</param>
public sealed class HostLifetime(Action free) : IDisposable
{
    private const int Disposed = 1;
    private const int OneCall = 2;

    // The lowest bit says whether the host was disposed, the others count who is inside.
    private int _state;
    private int _freed;

    /// <summary>How many are inside.</summary>
    public int Inside => Volatile.Read(ref _state) / OneCall;

    /// <summary>Whether <see cref="Dispose"/> was called.</summary>
    public bool IsDisposed => (Volatile.Read(ref _state) & Disposed) != 0;

    /// <summary>Goes in: the host's memory stays until <see cref="Leave"/>, which has to follow.</summary>
    /// <exception cref="ObjectDisposedException">The host was disposed; there is nothing to leave then.</exception>
    public void Enter()
    {
        if (!TryEnter())
            throw new ObjectDisposedException(nameof(IModelHost), "the model was closed: its host was disposed before this call began");
    }

    /// <summary>Goes in, unless the host was disposed: then there is nothing to leave.</summary>
    public bool TryEnter()
    {
        if ((Interlocked.Add(ref _state, OneCall) & Disposed) == 0)
            return true;
        Leave();
        return false;
    }

    /// <summary>Goes out.</summary>
    public void Leave()
    {
        if (Interlocked.Add(ref _state, -OneCall) == Disposed)
            Free();
    }

    /// <summary>Lets nobody in any more, and frees what the host holds when nobody is inside.</summary>
    public void Dispose()
    {
        if (Interlocked.Or(ref _state, Disposed) < OneCall)
            Free();
    }

    // Who was turned away counts for a moment too, so the count can reach zero more than once.
    private void Free()
    {
        if (Interlocked.Exchange(ref _freed, 1) == 0)
            free();
    }
}
