using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>What an engine made of a case.</summary>
/// <param name="Outputs">The outputs; null if it failed.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
/// <param name="IsCrash">Whether it failed in a way that no engine may: with an exception that is not its own.</param>
internal sealed record Outcome(Tensor[]? Outputs, string? Error, bool IsCrash = false)
{
    /// <summary>Whether the embedded engine refused the operation or its types before it ran: a gap, not a wrong answer.</summary>
    public bool IsRefused => !IsCrash && Error is not null && Error.Contains("is not supported", StringComparison.Ordinal);

    /// <summary>Whether the engine has no code for these types at all: then there is nothing to compare.</summary>
    public bool HasNoKernel => Error is not null
        && (Error.Contains("has no implementation of", StringComparison.Ordinal)
            || Error.Contains("UNIMPLEMENTED", StringComparison.Ordinal)
            || Error.Contains("is not in the list of allowed values", StringComparison.Ordinal));
}
