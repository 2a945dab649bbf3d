using System.Runtime.InteropServices;
using TfKeyedExport.Cli.Errors;

namespace TfKeyedExport.Cli.Terminals;

/// <summary>
/// Turns the first Ctrl+C, Ctrl+\, SIGTERM or closing of the terminal into a cancellation, so that work in progress can clean up;
/// the second ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // Signals are the whole process's affair.
    private static volatile int _first;
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    // SIGXFSZ: without a handler it ends the process in the middle of a write, with one the write fails and is told.
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    public Interruption()
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            _registrations.Add(PosixSignalRegistration.Create(signal, Cancel));
        if (OperatingSystem.IsLinux())
            _registrations.Add(PosixSignalRegistration.Create(FileTooLarge, static context => context.Cancel = true));
    }

    /// <summary>The exit code of a process that the first signal ended.</summary>
    public static int ExitCode => (PosixSignal)_first switch
    {
        PosixSignal.SIGQUIT => ExitCodes.Quit,
        PosixSignal.SIGTERM or PosixSignal.SIGHUP => ExitCodes.Terminated,
        _ => ExitCodes.Interrupted,
    };

    /// <summary>What the first signal was, for people.</summary>
    public static string Reason => ExitCode switch
    {
        ExitCodes.Quit => "ended by SIGQUIT",
        ExitCodes.Terminated => "ended by SIGTERM, or because the terminal was closed",
        _ => "interrupted",
    };

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registrations.ForEach(r => r.Dispose());
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        if (context.Cancel)
            _first = (int)context.Signal;
        _source.Cancel();
    }
}
