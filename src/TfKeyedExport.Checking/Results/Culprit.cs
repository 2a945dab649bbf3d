namespace TfKeyedExport.Checking.Results;

/// <summary>The operation that is to blame, where one is known.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Op">Its operation.</param>
/// <param name="Source">The line of the program that made it; null if the model does not say.</param>
public sealed record Culprit(string Node, string Op, string? Source)
{
    /// <summary>The function in whose body the node stands; null in the main graph.</summary>
    public string? Function { get; init; }

    /// <summary>What happens to rows there, as the end of a sentence that begins with the node.</summary>
    public string What { get; init; } = "";

    /// <summary>Whether nothing is known of what the operation does to rows, so that it is not to blame, but stood in a proof's way.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Whether it makes rows as wide as others decide, or computes over what such rows are filled up with.</summary>
    public bool IsWidth { get; init; }

    /// <summary>
    /// The nodes on one way from an input to the output, this one among them, in the order in which rows pass them; empty if none is known.
    /// </summary>
    public IReadOnlyList<WayStep> Way { get; init; } = [];
}

/// <summary>One node on the way of rows.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Op">Its operation; empty for an input.</param>
/// <param name="Function">The function in whose body it stands; null in the main graph.</param>
/// <param name="IsCulprit">Whether it is the one to blame, or that stood in a proof's way.</param>
public sealed record WayStep(string Node, string Op, string? Function, bool IsCulprit);
