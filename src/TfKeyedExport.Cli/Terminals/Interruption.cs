using System.Runtime.InteropServices;

namespace TfKeyedExport.Cli.Terminals;

/// <summary>Turns the first Ctrl+C, SIGTERM or closing of the terminal into a cancellation, so that work in progress can clean up; the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private static volatile bool _terminated;
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _hangUp;
    private readonly PosixSignalRegistration? _fileTooLarge;

    // SIGXFSZ: without a handler it ends the process in the middle of a write, with one the write fails and is told.
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
        if (OperatingSystem.IsLinux())
            _fileTooLarge = PosixSignalRegistration.Create(FileTooLarge, static context => context.Cancel = true);
    }

    /// <summary>Whether the first signal was another than Ctrl+C; signals are the whole process's affair.</summary>
    public static bool WasTerminated => _terminated;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _hangUp.Dispose();
        _fileTooLarge?.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        if (context.Cancel)
            _terminated = context.Signal != PosixSignal.SIGINT;
        _source.Cancel();
    }
}
