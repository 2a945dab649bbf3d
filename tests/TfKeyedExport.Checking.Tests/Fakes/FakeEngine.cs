using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Placement;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Tests.Fakes;

/// <summary>An engine whose models are C# functions.</summary>
internal sealed class FakeEngine(IReadOnlyDictionary<SavedModel, FakeModel> models) : IEngine
{
    private int _open;
    private int _openings;

    public string Name => "fake";

    /// <summary>Whether it is taken for an engine that gives a row the same bits in any batch.</summary>
    public bool IsBatchInvariant { get; init; } = true;

    /// <summary>The number of hosts that have not been disposed of.</summary>
    public int StillOpen => _open;

    /// <summary>How often a model was opened.</summary>
    public int Openings => _openings;

    public IModelHost Open(SavedModel model, HostOptions options, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _open);
        Interlocked.Increment(ref _openings);
        return new FakeHost(this, models[model]);
    }

    private sealed class FakeHost(FakeEngine engine, FakeModel model) : IModelHost
    {
        private readonly Func<Tensor[], CancellationToken, Tensor[]> _run = model.Open();
        private bool _disposed;

        public string Engine => "fake";

        public string Description => "fake 1.0";

        public IReadOnlyList<string> Signatures => [model.Signature.Name];

        public ISignatureRunner Prepare(string signature) => model.Trace is { } trace ? new TracingRunner(this, trace) : new Runner(this);

        public void Dispose()
        {
            if (!_disposed)
                Interlocked.Decrement(ref engine._open);
            _disposed = true;
        }

        private class Runner(FakeHost host) : ISignatureRunner
        {
            public ModelSignature Signature => host.SignatureOfModel;

            public void Run(ReadOnlySpan<Tensor> inputs, Span<Tensor> outputs, CancellationToken cancellation)
            {
                ObjectDisposedException.ThrowIf(host._disposed, host);
                cancellation.ThrowIfCancellationRequested();
                host._run([.. inputs], cancellation).CopyTo(outputs);
            }
        }

        private sealed class TracingRunner(FakeHost host, RunTrace trace) : Runner(host), ITracingRunner
        {
            public RunTrace RunWithTrace(ReadOnlySpan<Tensor> inputs, Span<Tensor> outputs, CancellationToken cancellation)
            {
                Run(inputs, outputs, cancellation);
                return trace;
            }
        }

        private ModelSignature SignatureOfModel => model.Signature;
    }
}
