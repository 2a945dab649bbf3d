using TfKeyedExport.Keying.Paths;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Serving.Opening;

/// <summary>The keys of a signature, as a server watches them.</summary>
internal static class ServedKeys
{
    /// <summary>
    /// What the graph hands through untouched, and what is called a key on both sides, whatever the graph does to it: who sends it counts on having it back.
    /// </summary>
    /// <param name="metaGraph">The metagraph.</param>
    /// <param name="signature">One of its signatures.</param>
    public static IReadOnlyList<KeyPosition> Of(MetaGraph metaGraph, ModelSignature signature)
    {
        List<KeyPosition> keys =
        [
            .. KeyPaths.Find(metaGraph, signature).Select(p => new KeyPosition(Position(signature.Inputs, p.Input), Position(signature.Outputs, p.Output))),
        ];
        var named = new KeyPosition(Position(signature.Inputs, HostKeyedRunner.KeyName), Position(signature.Outputs, HostKeyedRunner.KeyName));
        bool isKey = named is { Input: >= 0, Output: >= 0 } && signature.Inputs[named.Input].Type == signature.Outputs[named.Output].Type;
        if (isKey && !keys.Contains(named))
            keys.Add(named);
        return keys;
    }

    private static int Position(IReadOnlyList<SignatureArgument> arguments, string name)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Name == name)
                return i;
        }
        return -1;
    }
}
