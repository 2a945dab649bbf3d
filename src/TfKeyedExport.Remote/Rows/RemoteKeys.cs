using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Remote.Rows;

/// <summary>Which inputs of a signature may be keys, as far as its names tell: a live server shows no graph.</summary>
internal static class RemoteKeys
{
    private const string UsualName = "key";

    /// <summary>The pairs that are named; else those called <c>key</c> on both sides; else none.</summary>
    /// <exception cref="TfKeyedException">A name is no input's, or no output's.</exception>
    public static IReadOnlyList<KeyPair> Certain(ModelSignature signature, IReadOnlyList<KeyPair>? named)
    {
        if (named is null)
            return AlikeOnBothSides(signature).Where(p => p.Input == UsualName).ToList();
        return [.. named.Select(pair => pair.Output.Length == 0 ? pair with { Output = pair.Input } : pair).Select(pair =>
        {
            if (signature.Inputs.All(i => i.Name != pair.Input))
                throw TfKeyedException.Refused($"the signature takes no '{pair.Input}'", $"signature {signature.Name}", "name one of its inputs with --key");
            return signature.Outputs.Any(o => o.Name == pair.Output)
                ? pair
                : throw TfKeyedException.Refused(
                    $"the signature gives no '{pair.Output}'", $"signature {signature.Name}", $"write --key {pair.Input}=OUTPUT");
        })];
    }

    /// <summary>The pairs of one name and type; each is a key if its values come back, and change nothing else.</summary>
    public static IReadOnlyList<KeyPair> AlikeOnBothSides(ModelSignature signature) =>
        [.. signature.Inputs.Where(i => signature.Outputs.Any(o => o.Name == i.Name && o.Type == i.Type)).Select(i => new KeyPair(i.Name, i.Name))];
}
