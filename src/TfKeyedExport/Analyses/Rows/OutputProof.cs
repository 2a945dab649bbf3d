using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>What the graph says of one output.</summary>
/// <param name="IsProved">
/// Whether each of its rows follows from the request's row in that place alone, in every call that is answered; or it has no rows.
/// </param>
/// <param name="Culprit">Where that was lost; null if it was not, or nothing of the output is known.</param>
internal sealed record OutputProof(bool IsProved, NodeCulprit? Culprit)
{
    /// <summary>
    /// Nodes from an input of the graph by way of the culprit to the output, in the order in which rows pass them; empty if there is no culprit.
    /// </summary>
    public IReadOnlyList<Node> Way { get; init; } = [];

    /// <summary>Nothing is known.</summary>
    public static OutputProof Unknown { get; } = new(false, null);

    /// <summary>It is proved.</summary>
    public static OutputProof Proved { get; } = new(true, null);
}
