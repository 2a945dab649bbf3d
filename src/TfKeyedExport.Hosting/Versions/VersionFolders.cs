using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.Hosting.Versions;

/// <summary>The numbered folders in which servers look for a model's versions.</summary>
public static class VersionFolders
{
    /// <summary>The folder after the highest number there is; <c>1</c> if there is none.</summary>
    /// <param name="folder">The folder that holds the versions; it need not be there yet.</param>
    /// <exception cref="TfKeyedException">The folder is itself a model, or the highest number has no successor.</exception>
    public static string Next(string folder)
    {
        LocalPath.Check(folder, written: true);
        if (!Directory.Exists(folder))
            return Path.Combine(folder, "1");
        if (File.Exists(Path.Combine(folder, SavedModel.ProtoName)))
            throw TfKeyedException.Refused(
                "this folder is a SavedModel, not a folder of versions", folder, "name the folder that holds the versions, or leave --version out");
        long highest = 0;
        foreach (string path in Directory.EnumerateDirectories(folder))
        {
            if (long.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                highest = Math.Max(highest, number);
        }
        if (highest == long.MaxValue)
            throw TfKeyedException.Refused("there is no version after the highest one", folder, "name the version's folder as OUTPUT");
        return Path.Combine(folder, (highest + 1).ToString(CultureInfo.InvariantCulture));
    }
}
