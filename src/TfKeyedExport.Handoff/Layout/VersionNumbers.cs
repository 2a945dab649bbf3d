using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Handoff.Layout;

/// <summary>The versions of one model, as servers read them off the names of its folders.</summary>
/// <param name="folder">The folder that holds them; it need not be there.</param>
internal sealed class VersionNumbers(string folder)
{
    /// <summary>The numbers, ascending.</summary>
    /// <exception cref="TfKeyedException">The folder is a model itself, or no folder.</exception>
    public IReadOnlyList<long> All()
    {
        if (File.Exists(folder))
            throw TfKeyedException.Refused("this is a file, and versions need a folder", folder, "take another --name");
        if (!Directory.Exists(folder))
            return [];
        if (File.Exists(Path.Combine(folder, SavedModel.ProtoName)))
            throw TfKeyedException.Refused("this folder is a SavedModel, not a folder of versions", folder, "take another --name, or another REPOSITORY");
        var numbers = new SortedSet<long>();
        foreach (string path in Directory.EnumerateFileSystemEntries(folder))
        {
            if (long.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                numbers.Add(number);
        }
        return [.. numbers];
    }

    /// <summary>The number after the highest.</summary>
    /// <exception cref="TfKeyedException">There is none.</exception>
    public long Next() => All() is [.., var highest]
        ? highest < long.MaxValue ? highest + 1
            : throw TfKeyedException.Refused("there is no version after the highest one", folder, "name a version that is free with --version")
        : 1;

    /// <summary>Makes sure that a number is free.</summary>
    /// <exception cref="TfKeyedException">It is taken (refused).</exception>
    public void CheckFree(long version)
    {
        if (All().Contains(version))
            throw Taken(version);
    }

    /// <summary>The error for a number that is taken.</summary>
    public TfKeyedException Taken(long version) => TfKeyedException.Refused(
        $"version {version} is there already, and a server may have read it", folder, "take --version auto for the next one, or a number that is free");
}
