using TfKeyedExport.Serving.Batching;

namespace TfKeyedExport.Serving.Models;

/// <summary>Whether a signature's rows may be joined with those of other requests, and which of its inputs have rows.</summary>
/// <param name="State">Whether they may, and why.</param>
/// <param name="HasRows">For each input whether its first dimension is the rows; empty if they may not.</param>
internal sealed record JoinDecision(JoinState State, IReadOnlyList<bool> HasRows)
{
    /// <summary>
    /// The ranks, input by input, for which it is proved though the signature declares others, or none: TensorFlow Serving takes any shape, and a verdict is
    /// about the shapes that are declared.
    /// </summary>
    public IReadOnlySet<RankList> ProvedRanks { get; init; } = new HashSet<RankList>();

    /// <summary>They may not.</summary>
    public static JoinDecision Alone(JoinState state) => new(state, []);
}
