using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Checking.Reports;

/// <summary>The node at which rows lose their place, in words.</summary>
internal static class CulpritText
{
    /// <summary>Where it begins, of an output that is unsafe, as a sentence; null if nobody knows.</summary>
    public static string? OfUnsafe(OutputReport output) => output.Culprit switch
    {
        null => null,
        { IsUnknown: true } unknown => $"Rows are followed as far as {Name(unknown)}, which {unknown.What}.",
        { } culprit => $"It begins at {Name(culprit)}, which {culprit.What}.",
    };

    /// <summary>What stood in a proof's way, as a sentence; null if the output is proved, or nobody knows.</summary>
    public static string? OfUnproved(OutputReport output) => output switch
    {
        { IsProved: true } or { Verdict: not Verdict.Safe } => null,
        { Culprit: { } culprit } => $"{output.Name} is not proved: {Name(culprit)} {culprit.What}.",
        { WhyUnproved: { } why } => $"Nothing is proved: {why}.",
        _ => $"{output.Name} is not proved: its graph cannot be followed.",
    };

    /// <summary>The operation, the node, and where it stands in the model and in the program that made it.</summary>
    public static string Name(Culprit culprit)
    {
        string[] places = [.. new[] { culprit.Function is { } function ? $"in {function}" : null, culprit.Source }.OfType<string>()];
        return $"{culprit.Op} '{culprit.Node}'{(places.Length > 0 ? $" ({string.Join(", ", places)})" : "")}";
    }
}
