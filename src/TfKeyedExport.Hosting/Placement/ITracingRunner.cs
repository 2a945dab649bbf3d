using TfKeyedExport.Tensors;

namespace TfKeyedExport.Hosting.Placement;

/// <summary>A runner that can tell where the operations of a call ran.</summary>
public interface ITracingRunner : ISignatureRunner
{
    /// <summary>Runs the model once and tells which operations ran on which device.</summary>
    /// <param name="inputs">One tensor for each of <c>Signature.Inputs</c>, in that order.</param>
    /// <param name="outputs">Receives one tensor for each of <c>Signature.Outputs</c>, in that order.</param>
    /// <param name="cancellation">Ends a long call early.</param>
    /// <exception cref="Errors.TfKeyedException">An input has the wrong type or shape, or the model failed on these inputs.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    RunTrace RunWithTrace(ReadOnlySpan<Tensor> inputs, Span<Tensor> outputs, CancellationToken cancellation = default);
}
