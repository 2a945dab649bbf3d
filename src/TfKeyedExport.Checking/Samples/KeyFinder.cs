using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Finds the keys of a signature.</summary>
internal static class KeyFinder
{
    /// <summary>The keys that the caller names; else those that the graph only passes through; else inputs that have a namesake of their type among the outputs.</summary>
    /// <exception cref="TfKeyedException">There is none, or a named key does not exist.</exception>
    public static IReadOnlyList<KeyPair> Find(
        SavedModel model, IReadOnlyList<string>? tags, ModelSignature signature, IReadOnlyList<KeyPair>? named, bool hostKeys)
    {
        if (named is not null)
        {
            foreach (KeyPair key in named)
            {
                SignatureArgument? input = signature.Inputs.FirstOrDefault(i => i.Name == key.Input);
                SignatureArgument? output = signature.Outputs.FirstOrDefault(o => o.Name == key.Output);
                if (input is null || output is null || input.Type != output.Type)
                {
                    throw TfKeyedException.Usage(
                        $"'{key}' is no key: it must be an input and an output of one type",
                        $"signature {signature.Name}",
                        $"the inputs are {string.Join("; ", signature.Inputs)}; the outputs are {string.Join("; ", signature.Outputs)}");
                }
            }
            return named;
        }
        if (hostKeys)
            return [];
        var keys = signature.Inputs
            .Where(i => signature.Outputs.Any(o => o.Name == i.Name && o.Type == i.Type))
            .Select(i => new KeyPair(i.Name, i.Name))
            .ToList();
        if (keys.Count > 0)
            return keys;
        throw TfKeyedException.Refused(
            "the signature carries no key: none of its inputs comes back as an output",
            $"{model.Folder}, signature {signature.Name}",
            $"write a copy that does with: tfkeyed export {model.Folder} {model.Folder}_keyed --signature {signature.Name}");
    }
}
