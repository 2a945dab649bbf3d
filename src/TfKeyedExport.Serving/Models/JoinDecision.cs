using TfKeyedExport.Serving.Batching;

namespace TfKeyedExport.Serving.Models;

/// <summary>Whether a signature's rows may be joined with those of other requests, and which of its inputs have rows.</summary>
/// <param name="State">Whether they may, and why.</param>
/// <param name="HasRows">For each input whether its first dimension is the rows; empty if they may not.</param>
internal sealed record JoinDecision(JoinState State, IReadOnlyList<bool> HasRows)
{
    /// <summary>They may not.</summary>
    public static JoinDecision Alone(JoinState state) => new(state, []);
}
