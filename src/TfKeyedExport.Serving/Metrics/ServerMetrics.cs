using System.Text;
using TfKeyedExport.Serving.Failures;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.RequestLog;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Versions;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>All that a server counts.</summary>
internal sealed class ServerMetrics
{
    private readonly TimeProvider _time;
    private readonly MetricFamilies _families;
    private readonly ModelLabels _labels;

    /// <summary>Begins to count.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="keepsStrangers">Whether models that are not there are counted under the names that they were asked for by, as in TensorFlow
    /// Serving; some of them.</param>
    public ServerMetrics(TimeProvider time, bool keepsStrangers = false)
    {
        _time = time;
        double started = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        _families = new MetricFamilies(
            new ComputedFamily("tfkeyed_queue_batches", () => Gauges.QueueBatches(Table), "Batches that wait, with the one that is open.", "model", "version",
                "signature"),
            new ComputedFamily(
                "tfkeyed_version_state", () => Gauges.States(Table), "1 for the state in which a version is: START, LOADING, AVAILABLE, UNLOADING, END.",
                "model", "version", "state"),
            new ComputedFamily(
                "tfkeyed_version_memory_bytes", () => Gauges.Memory(Table),
                "Bytes of a version's variables, which its engine holds; constants, tables and what calls need for a while are not in it.", "model", "version"),
            new ComputedFamily("process_resident_memory_bytes", static () => [([], Environment.WorkingSet)], "Memory that the process has in the machine's."),
            new ComputedFamily("process_cpu_seconds_total", static () => [([], Environment.CpuUsage.TotalTime.TotalSeconds)],
                "Processor time that the process took."),
            new ComputedFamily(
                "tfkeyed_process_allocated_bytes_total", static () => [([], GC.GetTotalAllocatedBytes())],
                    "Managed memory that the process has allocated so far."),
            new ComputedFamily("tfkeyed_process_start_seconds", () => [([], started)], "When the process began, in seconds since 1970."));
        _labels = new ModelLabels(_families, keepsStrangers, time);
        Loads = new LoadMetrics(_families.TensorFlowServing);
        Failures = new RecentFailures(time);
    }

    /// <summary>All metrics, in the order in which they are shown.</summary>
    public IReadOnlyList<Family> Families => _families.All;

    /// <summary>What is counted of loading.</summary>
    public LoadMetrics Loads { get; }

    /// <summary>What is served: it tells which models there are.</summary>
    public ServingTable? Table
    {
        get => _labels.Table;
        set => _labels.Table = value;
    }

    /// <summary>Who listens to a signature.</summary>
    public ISignatureObserver Of(string model, long number, string signature) => _labels.Of(model, number, signature);

    /// <summary>The last calls that failed.</summary>
    public RecentFailures Failures { get; }

    /// <summary>What a signature came to until now; null if nothing is counted of it.</summary>
    public SignatureCounts? Counts(string model, long number, string signature) => _labels.TryFind(model, number, signature)?.Counts();

    /// <summary>A call has come in.</summary>
    public CallSpan Begin(CallProtocol protocol) => CallSpan.Begin(protocol, _time.GetTimestamp());

    /// <summary>A call has ended; its span must not be used any more.</summary>
    public void End(CallSpan span)
    {
        TimeSpan took = _time.GetElapsedTime(span.Started);
        ModelMetrics model;
        if (span.Reached is SignatureMetrics reached)
        {
            model = reached.Model;
            reached.Ended(span.Protocol, span.Code, took);
        }
        else
        {
            model = _labels.Find(span.Model ?? "");
            if (span.Kind != CallKind.Question)
                model.Lost(span.Protocol, span.Code);
        }
        if (span.Kind != CallKind.MultiInference)
            model.Count(span.Protocol, span.Kind, span.Code, took);
        if (span.Fault is { } fault)
            Note(span, fault);
        span.Return();
    }

    private void Note(CallSpan span, CallFault fault)
    {
        var reached = span.Reached as SignatureMetrics;
        Failures.Note(
            new FailedCall(
                span.Protocol, span.Kind, span.Model ?? "", reached?.Version ?? "", reached?.Signature ?? "", span.Code, fault.Message),
            fault.RequestId);
    }

    /// <summary>A MultiInference was answered.</summary>
    public void Examples(string model, int count) => _labels.Find(model).Examples(count);

    /// <summary>Calls were written to the request log.</summary>
    public void Logged(string model, Code code, int calls = 1) => _labels.Find(model).Logged(code, calls);

    /// <summary>Begins to count what becomes of rows that are to be logged.</summary>
    public ILogObserver OfLog() => new LogMetrics(this, _families.Own.RequestLogRows);

    /// <summary>What counts the lines of the access log that are dropped; shown from now on.</summary>
    public Counter AccessLogDropped() => _families.Own.AccessLogDropped.Of();

    /// <summary>The page.</summary>
    public string Page()
    {
        _labels.Forget();
        var page = new StringBuilder();
        foreach (Family family in Families)
            family.Write(page);
        return page.ToString();
    }
}
