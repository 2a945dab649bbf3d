using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Results;

/// <summary>What was found of one output.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Type">The elements' type.</param>
/// <param name="Verdict">Whether it can be matched with its keys.</param>
/// <param name="Reason">
/// Why not; null if it is safe, or if the values themselves are wrong (a key that was changed, an answer that the unkeyed model does not give).
/// </param>
/// <param name="IsKey">Whether it is a key that comes back.</param>
/// <param name="Scalar">Whether it is one value for the whole batch: safe, but it belongs to no key.</param>
/// <param name="Culprit">The operation at which rows lose their place, or that stood in a proof's way; null if it is proved, or none is known.</param>
/// <param name="Counterexample">The smallest call that shows it; null if it is safe.</param>
public sealed record OutputReport(
    string Name,
    DataType Type,
    Verdict Verdict,
    Reason? Reason,
    bool IsKey,
    bool Scalar,
    Culprit? Culprit,
    Counterexample? Counterexample)
{
    /// <summary>Whether the graph proves it safe, for every call that is answered; else it is as safe as what was tried shows.</summary>
    public bool IsProved { get; init; }

    /// <summary>Why nothing could be proved, as the end of a sentence; null where the graph tells.</summary>
    public string? WhyUnproved { get; init; }

    /// <summary>What to do about it if it is unsafe; null for what is advised about models.</summary>
    public string? Remedy { get; init; }

    /// <summary>Why nothing can be said, and what to give; null unless the verdict is <see cref="Verdict.Undecided"/>.</summary>
    public string? WhyUndecided { get; init; }
}
