using TfKeyedExport.Signatures;
namespace TfKeyedExport.Functions;

/// <summary>One way in which a Python function was traced: a concrete function of the library with the structure of its arguments.</summary>
/// <param name="Index">Its position among the function's traces, from 0.</param>
/// <param name="ConcreteFunction">Its name in the library.</param>
/// <param name="Inputs">The tensors that it takes, in its own order, under the names that a signature would give them.</param>
/// <param name="Outputs">The tensors that it returns, in its own order, under the names that a signature would give them.</param>
/// <param name="Form">How its tensors are handed over.</param>
/// <param name="PlainArguments">The other arguments that are baked in, as Python writes them: <c>training=False</c>.</param>
/// <param name="IsTraining">Whether it was traced for training: dropout works, batch statistics are taken and changed.</param>
/// <param name="Obstacle">Why it cannot be exported; null if it can.</param>
public sealed record FunctionTrace(
    int Index,
    string ConcreteFunction,
    IReadOnlyList<SignatureArgument> Inputs,
    IReadOnlyList<SignatureArgument> Outputs,
    InputForm Form,
    IReadOnlyList<string> PlainArguments,
    bool IsTraining,
    string? Obstacle)
{
    /// <summary>Whether a signature can be made of it.</summary>
    public bool IsExportable => Obstacle is null;

    /// <summary>Why no keyed signature can be made of it; null if one can.</summary>
    public string? KeyObstacle => Obstacle ?? (Inputs.Count == 0 ? "it takes no tensor, so it has no rows that keys could belong to" : null);

    /// <summary>Whether it takes batches of any size, or of sizes that it does not declare.</summary>
    internal bool HasOpenBatch => Inputs.Any(i => !i.Shape.HasRank || (i.Shape.Rank > 0 && i.Shape[0] < 0));

    /// <summary>The call in a line: <c>(x: float32 [None, 3]; training=False) -> output_0: float32 [None]</c>.</summary>
    public override string ToString() =>
        $"({string.Join("; ", Inputs.Select(i => i.ToString()).Concat(PlainArguments))}) -> {string.Join("; ", Outputs)}";
}
