using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>What an engine made of a case.</summary>
/// <param name="Outputs">The outputs; null if it failed.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
internal sealed record Outcome(Tensor[]? Outputs, string? Error)
{
    /// <summary>Whether the engine has no code for these types at all: then there is nothing to compare.</summary>
    public bool HasNoKernel => Error is not null
        && (Error.Contains("No OpKernel was registered", StringComparison.Ordinal)
            || Error.Contains("is not in the list of allowed values", StringComparison.Ordinal));
}
