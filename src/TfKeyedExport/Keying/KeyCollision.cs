using TfKeyedExport.Errors;
using TfKeyedExport.Keying.Names;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying;

/// <summary>Refuses a key whose name is taken, and tells a model that is keyed already from one that means something else by it.</summary>
internal static class KeyCollision
{
    /// <summary>Refuses if an input or an output has the name.</summary>
    /// <exception cref="TfKeyedException">One has it.</exception>
    public static void Refuse(
        MetaGraph metaGraph,
        ModelSignature before,
        IReadOnlyDictionary<string, string> inputs,
        IReadOnlyDictionary<string, string> outputs,
        string key,
        string where)
    {
        string? input = OldName(inputs, key);
        string? output = OldName(outputs, key);
        if (input is null && output is null)
            return;
        if (input is not null && output is not null && KeyPaths.Find(metaGraph, before).Any(p => p.Input == input && p.Output == output))
        {
            throw TfKeyedException.Refused(
                $"it is keyed already: it takes '{key}' and returns it untouched, so there is nothing to do",
                where,
                $"For a second key give it another name: --key {Other(key, before)}");
        }
        string side = input is null ? $"output '{key}'" : output is null ? $"input '{key}'" : $"input and an output '{key}'";
        throw TfKeyedException.Refused(
            $"it has an {side} that means something else: it is not a key that is passed through",
            where,
            $"Give the key another name: --key {Other(key, before)}");
    }

    private static string? OldName(IReadOnlyDictionary<string, string> names, string renamed) =>
        names.Where(n => n.Value == renamed).Select(n => n.Key).FirstOrDefault();

    private static string Other(string key, ModelSignature signature) =>
        NameSuggestion.For("client", key, signature.Inputs.Concat(signature.Outputs).Select(a => a.Name));
}
