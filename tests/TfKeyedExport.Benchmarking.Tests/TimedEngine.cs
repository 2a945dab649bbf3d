using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Benchmarking.Tests;

/// <summary>An engine whose calls and loads take the time that a test says, on the test's clock.</summary>
/// <param name="name">The engine's name.</param>
/// <param name="clock">The clock.</param>
/// <param name="calls">Receives each call: the engine and the first input.</param>
internal sealed class TimedEngine(string name, ManualClock clock, List<(string Engine, Tensor Input)> calls) : IEngine
{
    private static readonly ModelSignature Signature = new(
        ModelSignature.ServingDefault,
        ModelSignature.PredictMethod,
        [new("x", DataType.Float, new TensorShape(-1), "x:0")],
        [new("y", DataType.Float, new TensorShape(-1), "y:0")]);

    /// <summary>The microseconds of a call with so many rows.</summary>
    public Func<int, long> CallTime { get; init; } = rows => 10 + rows;

    /// <summary>The microseconds of each load; the last one holds for all later ones.</summary>
    public IReadOnlyList<long> LoadTimes { get; init; } = [100];

    /// <summary>The bytes that a call allocates beside its answer, which is its input.</summary>
    public int Waste { get; init; }

    public int Opened { get; private set; }

    public int StillOpen { get; private set; }

    public string Name => name;

    public bool IsBatchInvariant => true;

    public IModelHost Open(SavedModel model, HostOptions options, CancellationToken cancellation = default)
    {
        clock.Advance(LoadTimes[Math.Min(Opened, LoadTimes.Count - 1)]);
        Opened++;
        StillOpen++;
        return new Host(this);
    }

    private sealed class Host(TimedEngine engine) : IModelHost, ISignatureRunner
    {
        public string Engine => engine.Name;

        public string Description => engine.Name + " 1.0";

        public IReadOnlyList<string> Signatures => [ModelSignature.ServingDefault];

        public ModelSignature Signature => TimedEngine.Signature;

        public ISignatureRunner Prepare(string signature) =>
            signature == ModelSignature.ServingDefault ? this : throw Errors.TfKeyedException.Unreadable("no such signature");

        public void Run(ReadOnlySpan<Tensor> inputs, Span<Tensor> outputs, CancellationToken cancellation)
        {
            engine.Call(inputs[0]);
            outputs[0] = inputs[0];
        }

        public void Dispose() => engine.StillOpen--;
    }

    private void Call(Tensor input)
    {
        clock.Advance(CallTime(input.Count));
        calls.Add((Name, input));
        if (Waste > 0)
            GC.KeepAlive(new byte[Waste]);
    }
}
