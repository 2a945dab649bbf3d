using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Sources;

/// <summary>Says whether a signature can carry a key: it needs something that has rows, and something to match them with.</summary>
internal static class KeyAbility
{
    /// <summary>What stands in the way, to be said after the signature's name; null if nothing does.</summary>
    public static string? Obstacle(ModelSignature signature) =>
        signature.Inputs.Count == 0 ? "takes no input" : signature.Outputs.Count == 0 ? "returns nothing" : null;

    /// <summary>Whether inputs and outputs have rows, not only single values.</summary>
    public static bool HasRows(ModelSignature signature) => signature.Inputs.Any(HasRows) && signature.Outputs.Any(HasRows);

    private static bool HasRows(SignatureArgument argument) => !argument.Shape.HasRank || argument.Shape.Rank > 0;
}
