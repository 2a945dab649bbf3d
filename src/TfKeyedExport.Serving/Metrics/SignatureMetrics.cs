using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>What is counted of one signature of one version.</summary>
internal sealed class SignatureMetrics : ISignatureObserver
{
    private readonly MetricFamilies _families;
    private readonly BatchMetrics _all;
    private readonly LabelScope _scope;
    private readonly string _version;
    private readonly string _signature;
    private readonly Counter?[] _ends = new Counter?[ModelMetrics.EndCount];
    private readonly Histogram?[] _times = new Histogram?[(int)CallProtocol.Grpc + 1];
    private readonly Counter?[] _closings = new Counter?[(int)BatchClosing.Alone + 1];
    private readonly Counter _rows;
    private readonly Counter _keyFaults;
    private readonly Counter _equalKeys;
    private Histogram? _batchRows;
    private Histogram? _waits;
    private Counter? _padding;

    /// <summary>Begins to count.</summary>
    /// <param name="families">All metrics.</param>
    /// <param name="all">What is counted of batches of all models together.</param>
    /// <param name="model">What is counted of the model.</param>
    /// <param name="scope">The version's labels.</param>
    /// <param name="version">The version.</param>
    /// <param name="signature">The signature.</param>
    public SignatureMetrics(MetricFamilies families, BatchMetrics all, ModelMetrics model, LabelScope scope, string version, string signature)
    {
        _families = families;
        _all = all;
        _scope = scope;
        _version = version;
        _signature = signature;
        Model = model;
        _rows = Of(families.Own.Rows);
        // A counter that is not there cannot be alarmed about: zero is shown from the start.
        _keyFaults = Of(families.Own.KeyFaults);
        _equalKeys = Of(families.Own.EqualKeys);
    }

    /// <summary>What is counted of the model.</summary>
    public ModelMetrics Model { get; }

    /// <summary>The version, as labels show it.</summary>
    public string Version => _version;

    /// <summary>The signature.</summary>
    public string Signature => _signature;

    /// <summary>What it came to until now.</summary>
    public SignatureCounts Counts()
    {
        long calls = 0, good = 0;
        foreach (CallProtocol protocol in (CallProtocol[])[CallProtocol.Rest, CallProtocol.Grpc])
            good += _ends[ModelMetrics.EndIndex(protocol, Code.Ok)]?.Value ?? 0;
        foreach (Counter? end in _ends)
            calls += end?.Value ?? 0;
        long[] latencies = new long[Buckets.Seconds.Bounds.Count + 1], sizes = new long[Buckets.BatchSizes.Bounds.Count + 1];
        foreach (Histogram? times in _times)
            times?.AddTo(latencies);
        _batchRows?.AddTo(sizes);
        return new SignatureCounts
        {
            Calls = calls,
            Failed = Math.Max(0, calls - good),
            Rows = _rows.Value,
            KeyFaults = _keyFaults.Value,
            BatchRows = (long)(_batchRows?.Sum ?? 0),
            PaddingRows = _padding?.Value ?? 0,
            Latencies = latencies,
            BatchSizes = sizes,
        };
    }

    /// <inheritdoc/>
    public void Run(int rows, TimeSpan took)
    {
    }

    /// <inheritdoc/>
    public void Answered(CallKind kind, int rows, TimeSpan took)
    {
        _rows.Add(rows);
        Model.Ran(kind, took);
    }

    /// <inheritdoc/>
    public void Joined(int rows, int inputs) => _all.Joined(rows, inputs);

    /// <inheritdoc/>
    public void Waited(TimeSpan waited)
    {
        _all.Waited(waited);
        (_waits ??= Of(_families.Own.QueueSeconds)).Observe(waited);
    }

    /// <inheritdoc/>
    public void Batch(int calls, int rows, int padding, TimeSpan waited, BatchClosing closed)
    {
        _all.Run(rows, padding);
        (_batchRows ??= Of(_families.Own.BatchRows)).Observe(rows);
        (_padding ??= Of(_families.Own.PaddingRows)).Add(padding);
        (_closings[(int)closed] ?? MakeClosing(closed)).Add();
    }

    /// <inheritdoc/>
    public void KeyFault() => _keyFaults.Add();

    /// <inheritdoc/>
    public void EqualKeys() => _equalKeys.Add();

    /// <summary>A call has ended.</summary>
    public void Ended(CallProtocol protocol, Code code, TimeSpan took)
    {
        int index = ModelMetrics.EndIndex(protocol, code);
        (_ends[index] ?? MakeEnd(index, protocol, code)).Add();
        (_times[(int)protocol] ?? MakeTime(protocol)).Observe(took);
    }

    private Counter MakeEnd(int index, CallProtocol protocol, Code code) => _ends[index] = _scope.Of(
        _families.Own.Requests, Model.Name, _version, _signature, FaultCodes.Name(code), LabelWords.Of(protocol));

    private Histogram MakeTime(CallProtocol protocol) =>
        _times[(int)protocol] = _scope.Of(_families.Own.RequestSeconds, Model.Name, _version, _signature, LabelWords.Of(protocol));

    private Counter MakeClosing(BatchClosing closed) =>
        _closings[(int)closed] = _scope.Of(_families.Own.Batches, Model.Name, _version, _signature, LabelWords.Of(closed));

    private T Of<T>(CountedFamily<T> family)
        where T : class, IMetric => _scope.Of(family, Model.Name, _version, _signature);
}
