using System.Runtime.InteropServices;
using TfKeyedExport.Server.Seen;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Journals;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Metrics;

namespace TfKeyedExport.Server.Hosting;

/// <summary>What is told of requests beside the metrics, as long as the server runs: traces, and the access log.</summary>
internal sealed class Sights : IDisposable
{
    private readonly IDisposable? _traces;
    private readonly PosixSignalRegistration? _hangUp;

    /// <summary>Begins with it.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="metrics">Counts lines that are dropped.</param>
    /// <param name="log">Told when lines cannot be written.</param>
    /// <exception cref="IOException">The access log cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it.</exception>
    public Sights(SeenOptions options, ServerMetrics metrics, ILogger log)
    {
        if (options.AccessLog is { } file)
        {
            Counter dropped = metrics.AccessLogDropped();
            Journal journal = Journal = new Journal(() => JournalFile.Open(file), lines => dropped.Add(lines), e => log.AccessLogFailed(e.Message));
            _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                journal.Reopen();
            });
        }
        _traces = TraceExport.Start(options, Environment.GetEnvironmentVariable);
        Witness = Journal is not null || _traces is not null ? new CallWitness() : null;
    }

    /// <summary>Takes the lines of the access log; null without one.</summary>
    public Journal? Journal { get; }

    /// <summary>Sees calls begin and end; null where there is nobody to tell of them.</summary>
    public CallWitness? Witness { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hangUp?.Dispose();
        Journal?.Dispose();
        _traces?.Dispose();
    }
}
