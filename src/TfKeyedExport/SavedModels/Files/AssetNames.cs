using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Files;

/// <summary>Names of assets, which must stay inside the model's <c>assets</c> folder.</summary>
internal static class AssetNames
{
    private static readonly char[] Separators = ['/', '\\'];

    /// <summary>Refuses a name that leads elsewhere on any system.</summary>
    /// <exception cref="TfKeyedException">It does.</exception>
    public static void Check(string name, string where)
    {
        bool leadsOut = name.Length == 0
            || name.Contains('\0')
            || Separators.Contains(name[0])
            || (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0]))
            || name.Split(Separators).Contains("..");
        if (leadsOut)
            throw TfKeyedException.Unreadable(
                $"the name of an asset, '{name.Replace('\0', '?')}', leads out of the folder 'assets'", where,
                "Do not trust this model; export it again from where it was made");
    }
}
