using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Probing;

/// <summary>One call and what came back.</summary>
/// <param name="Rows">The pool's rows that were sent, in the order of the batch.</param>
/// <param name="Inputs">The call's inputs, in the signature's order.</param>
/// <param name="Outputs">The call's outputs, in the signature's order.</param>
internal sealed record Answer(int[] Rows, Tensor[] Inputs, Tensor[] Outputs)
{
    /// <summary>The pool that the rows are of.</summary>
    public required Pool Pool { get; init; }

    /// <summary>From which of the pool's rows on values are odd ones, on which an engine's kernels may disagree with themselves.</summary>
    public int OddFrom { get; init; } = int.MaxValue;

    /// <summary>From which of the pool's rows on values are no numbers, or beyond all that others are multiplied with.</summary>
    public int BoundlessFrom { get; init; } = int.MaxValue;

    /// <summary>How many calls the model had answered before, where they are remembered.</summary>
    public int Before { get; init; }

    /// <summary>Whether any row of the batch is boundless.</summary>
    public bool HasBoundless => BoundlessFrom < int.MaxValue && Array.Exists(Rows, r => r >= BoundlessFrom);

    /// <summary>Whether a row of the batch holds odd values.</summary>
    public bool IsOdd(int row) => Rows[row] >= OddFrom;
}
