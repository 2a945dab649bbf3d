using System.Runtime.InteropServices;

namespace TfKeyedExport.Server.Hosting;

/// <summary>Asks the server to end: the first signal lets calls end, the second ends the process at once.</summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Listens from now on.</summary>
    public Signals()
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM])
            _registrations.Add(PosixSignalRegistration.Create(signal, Ask));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Asked => _asked.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(r => r.Dispose());
        _asked.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        // Not taken over, it does what it always does.
        context.Cancel = !_asked.IsCancellationRequested;
        _asked.Cancel();
    }
}
