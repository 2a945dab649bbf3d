using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>What is counted by a model's name.</summary>
/// <param name="families">All metrics.</param>
/// <param name="name">The name, as labels show it.</param>
internal sealed class ModelMetrics(MetricFamilies families, string name)
{
    private const int Codes = (int)Code.Unauthenticated + 1, Protocols = (int)CallProtocol.Grpc + 1, Kinds = (int)CallKind.MultiInference + 1;

    private readonly Counter?[] _counts = new Counter?[Codes];
    private readonly Counter?[] _lost = new Counter?[Protocols * Codes];
    private readonly Histogram?[] _latencies = new Histogram?[Protocols * Kinds];
    private readonly Histogram?[] _runtimes = new Histogram?[Kinds];
    private readonly Counter?[] _logged = new Counter?[Codes];
    private Histogram? _examples;
    private Counter? _exampleTotal;

    /// <summary>The name, as labels show it.</summary>
    public string Name => name;

    /// <summary>All labels with this name, and no version.</summary>
    public LabelScope Scope { get; } = new();

    /// <summary>A code as an index; what nobody knows is unknown.</summary>
    public static int IndexOf(Code code) => (uint)code < Codes ? (int)code : (int)Code.Unknown;

    /// <summary>How many indexes of calls there are, by protocol and code.</summary>
    public static int EndCount => Protocols * Codes;

    /// <summary>A call's index, by protocol and code.</summary>
    public static int EndIndex(CallProtocol protocol, Code code) => ((int)protocol * Codes) + IndexOf(code);

    /// <summary>Notes a call as TensorFlow Serving does.</summary>
    public void Count(CallProtocol protocol, CallKind kind, Code code, TimeSpan took)
    {
        int index = IndexOf(code);
        (_counts[index] ?? MakeCount(index)).Add();
        if (index != (int)Code.Ok)
            return;
        int latency = ((int)protocol * Kinds) + (int)kind;
        (_latencies[latency] ?? MakeLatency(latency, protocol, kind)).Observe(took);
    }

    /// <summary>Notes a call that ended before it got to a signature.</summary>
    public void Lost(CallProtocol protocol, Code code)
    {
        int index = EndIndex(protocol, code);
        (_lost[index] ??= Scope.Of(families.Own.Requests, name, "", "", FaultCodes.Name(code), LabelWords.Of(protocol))).Add();
    }

    /// <summary>Notes the examples of a call.</summary>
    public void Examples(int count)
    {
        (_examples ??= Scope.Of(families.TensorFlowServing.ExampleCounts, name)).Observe(count);
        (_exampleTotal ??= Scope.Of(families.TensorFlowServing.ExampleCountTotal, name)).Add(count);
    }

    /// <summary>Notes a call that was written to the request log.</summary>
    public void Logged(Code code, int calls = 1)
    {
        int index = IndexOf(code);
        (_logged[index] ??= Scope.Of(families.TensorFlowServing.RequestLogCount, name, FaultCodes.Name(code))).Add(calls);
    }

    /// <summary>Notes how long the model took.</summary>
    public void Ran(CallKind kind, TimeSpan took) => (_runtimes[(int)kind] ?? MakeRuntime(kind)).Observe(took);

    private Counter MakeCount(int code) => _counts[code] = Scope.Of(families.TensorFlowServing.RequestCount, name, FaultCodes.Name((Code)code));

    private Histogram MakeRuntime(CallKind kind) =>
        _runtimes[(int)kind] = Scope.Of(families.TensorFlowServing.RuntimeLatency, name, LabelWords.Api(kind), "TF1");

    private Histogram MakeLatency(int index, CallProtocol protocol, CallKind kind) => _latencies[index] = Scope.Of(
        families.TensorFlowServing.RequestLatency, name, LabelWords.Api(protocol, kind), LabelWords.EntryPoint(protocol));
}
