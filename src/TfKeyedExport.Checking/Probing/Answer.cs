using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Probing;

/// <summary>One call and what came back.</summary>
/// <param name="Rows">The pool's rows that were sent, in the order of the batch.</param>
/// <param name="Inputs">The call's inputs, in the signature's order.</param>
/// <param name="Outputs">The call's outputs, in the signature's order.</param>
internal sealed record Answer(int[] Rows, Tensor[] Inputs, Tensor[] Outputs);
