using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Hosting;

/// <summary>A signature that is ready to run. Thread-safe; lives as long as its host, see <see cref="IModelHost"/>.</summary>
public interface ISignatureRunner
{
    /// <summary>The signature: <see cref="Run"/> takes and gives tensors in its order.</summary>
    ModelSignature Signature { get; }

    /// <summary>Runs the model once.</summary>
    /// <param name="inputs">One tensor for each of <c>Signature.Inputs</c>, in that order.</param>
    /// <param name="outputs">Receives one tensor for each of <c>Signature.Outputs</c>, in that order.</param>
    /// <param name="cancellation">Ends a long call early.</param>
    /// <exception cref="Errors.TfKeyedException">An input has the wrong type or shape, or the model itself failed on these inputs.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The host was disposed before the call began.</exception>
    void Run(ReadOnlySpan<Tensor> inputs, Span<Tensor> outputs, CancellationToken cancellation = default);
}
