using TfKeyedExport.Embedded.Numerics.Matrices;

namespace TfKeyedExport.Embedded.Steps;

/// <summary>A product with constant weights, the bias that is added to it, and what follows. Inputs: rows, weights and bias.</summary>
/// <param name="IsTransposed">Whether the weights are stored column after column.</param>
/// <param name="IsBatch">Whether the rows may lie in a tensor of more than two dimensions.</param>
/// <param name="After">What follows the sums.</param>
internal sealed record DenseStep(bool IsTransposed, bool IsBatch, Epilogue After) : Step("dense layer");
