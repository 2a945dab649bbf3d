using TfKeyedExport.Hosting;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Tests.Versions;

/// <summary>A model that answers with its number, and knows whether somebody used it after its end.</summary>
internal sealed class FakeHost(long number) : IModelHost, ISignatureRunner
{
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public string Engine => "fake";

    public string Description => "fake";

    public IReadOnlyList<string> Signatures => [ModelSignature.ServingDefault];

    public ModelSignature Signature { get; init; } = new(
        ModelSignature.ServingDefault,
        ModelSignature.PredictMethod,
        [new SignatureArgument("x", DataType.Float, new TensorShape(-1), "x:0")],
        [new SignatureArgument("y", DataType.Float, new TensorShape(-1), "y:0")]);

    public Func<Tensor[], Tensor[]>? Model { get; set; }

    /// <summary>Said before a call that can be ended runs.</summary>
    public Action<CancellationToken>? Ending { get; set; }

    /// <summary>Said when its memory goes.</summary>
    public Action? Freeing { get; set; }

    public ISignatureRunner Prepare(string signature) => this;

    public void Run(ReadOnlySpan<Tensor> inputs, Span<Tensor> outputs, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(Disposals > 0, this);
        if (cancellation.CanBeCanceled)
            Ending?.Invoke(cancellation);
        (Model?.Invoke(inputs.ToArray()) ?? [Tensor.From<float>(number)]).CopyTo(outputs);
        ObjectDisposedException.ThrowIf(Disposals > 0, this);
    }

    public void Dispose()
    {
        Interlocked.Increment(ref _disposals);
        Freeing?.Invoke();
    }

    public ServedModel Served(string name, BatchScheduler threads, ISignatureObserver? observer = null, IReadOnlyList<KeyPosition>? keys = null) =>
        new(name, number, this, [SignatureOf(threads, observer, keys)], new Dictionary<string, string>())
        {
            Declared = new Dictionary<string, TfKeyedExport.Protos.SignatureDef>(),
            All = [Signature],
        };

    private ServedSignature SignatureOf(BatchScheduler threads, ISignatureObserver? observer, IReadOnlyList<KeyPosition>? keys) =>
        new(this, () => this, keys ?? [], new() { MayWrite = () => false }, threads, observer ?? new Nobody());

    internal sealed class Nobody : ISignatureObserver
    {
        public void Run(int rows, TimeSpan took)
        {
        }

        public void Batch(int calls, int rows, int padding, TimeSpan waited, BatchClosing closed)
        {
        }

        public void Answered(CallKind kind, int rows, TimeSpan took)
        {
        }

        public void Joined(int rows, int inputs)
        {
        }

        public void Waited(TimeSpan waited)
        {
        }

        public void KeyFault()
        {
        }

        public void EqualKeys()
        {
        }
    }
}
