using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying;

/// <summary>Renames one side of a signature.</summary>
/// <param name="side">Which side, for errors: <c>input</c> or <c>output</c>.</param>
/// <param name="option">The option that a user would type, for errors.</param>
/// <param name="where">The signature, for errors.</param>
internal sealed class Renaming(string side, string option, string where)
{
    /// <summary>The new name of each argument by its old one.</summary>
    /// <param name="arguments">The arguments as they are.</param>
    /// <param name="renames">New names by old ones.</param>
    /// <param name="onlyName">The new name of the only argument; null if it is not asked for.</param>
    /// <exception cref="TfKeyedException">A rename names nothing, contradicts another or collides.</exception>
    public Dictionary<string, string> NewNames(
        IReadOnlyList<SignatureArgument> arguments, IReadOnlyDictionary<string, string> renames, string? onlyName)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SignatureArgument argument in arguments)
            names.Add(argument.Name, argument.Name);
        foreach ((string old, string renamed) in renames)
        {
            if (!names.ContainsKey(old))
            {
                throw TfKeyedException.Refused(
                    $"there is no {side} '{old}' to rename to '{renamed}'", where, $"Its {side}s are: {string.Join("; ", arguments)}");
            }
            names[old] = renamed;
        }
        if (onlyName is not null)
            NameOnly(arguments, renames, onlyName, names);
        RefuseCollisions(names);
        return names;
    }

    private void NameOnly(
        IReadOnlyList<SignatureArgument> arguments, IReadOnlyDictionary<string, string> renames, string onlyName, Dictionary<string, string> names)
    {
        if (arguments.Count != 1)
        {
            throw TfKeyedException.Refused(
                $"it has {arguments.Count} {side}s, so '{onlyName}' does not say which it names",
                where,
                $"Use {option} OLD=NEW; its {side}s are: {string.Join("; ", arguments)}");
        }
        string old = arguments[0].Name;
        if (renames.TryGetValue(old, out string? renamed) && renamed != onlyName)
            throw TfKeyedException.Refused($"the {side} '{old}' is renamed to both '{renamed}' and '{onlyName}'", where, "Give one of them");
        names[old] = onlyName;
    }

    private void RefuseCollisions(Dictionary<string, string> names)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string old, string renamed) in names)
        {
            if (!owners.TryAdd(renamed, old))
            {
                throw TfKeyedException.Refused(
                    $"the {side}s '{owners[renamed]}' and '{old}' would both be named '{renamed}'", where, $"Give them different names with {option} OLD=NEW");
            }
        }
    }
}
