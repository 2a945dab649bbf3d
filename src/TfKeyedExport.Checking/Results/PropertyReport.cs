namespace TfKeyedExport.Checking.Results;

/// <summary>One property of a model and how it fared.</summary>
/// <param name="Name">Its name, one of <see cref="PropertyNames"/>.</param>
/// <param name="Status">How it fared.</param>
/// <param name="Detail">What was tried and seen, as sentences.</param>
public sealed record PropertyReport(string Name, PropertyStatus Status, string Detail)
{
    /// <summary>The outputs of which it was violated; empty if it was not, or is no output's.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];
}
