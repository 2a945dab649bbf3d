using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.RequestLog;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>What is counted of the request log.</summary>
internal sealed class LogMetrics : ILogObserver
{
    private readonly ServerMetrics _metrics;
    private readonly Counter[] _rows;

    /// <summary>Begins to count; what never happened yet is shown too, so that it can be alarmed about.</summary>
    public LogMetrics(ServerMetrics metrics, CountedFamily<Counter> rows)
    {
        _metrics = metrics;
        _rows = [rows.Of("written"), rows.Of("queue_full"), rows.Of("write_failed")];
    }

    /// <inheritdoc/>
    public void Rows(LogOutcome outcome, int rows) => _rows[(int)outcome].Add(rows);

    /// <inheritdoc/>
    public void Calls(string model, int calls) => _metrics.Logged(model, Code.Ok, calls);
}
