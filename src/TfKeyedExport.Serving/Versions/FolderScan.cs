using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Serving.Versions;

/// <summary>What a look at a model's base path tells.</summary>
/// <param name="Wanted">The versions that the policy wants, the highest first; null if the path cannot be read.</param>
/// <param name="Looks">What the files of each look like; without those that need no look, or could not be read.</param>
/// <param name="Trouble">What is wrong with the path; null if nothing is.</param>
internal sealed record FolderScan(IReadOnlyList<VersionFolder>? Wanted, IReadOnlyDictionary<VersionFolder, FolderLook> Looks, string? Trouble)
{
    /// <summary>Looks.</summary>
    /// <param name="options">The model.</param>
    /// <param name="known">Versions whose files need no look: they are loaded.</param>
    public static FolderScan Of(ModelOptions options, IReadOnlySet<VersionFolder> known)
    {
        var looks = new Dictionary<VersionFolder, FolderLook>();
        IReadOnlyList<VersionFolder> found;
        try
        {
            found = VersionFolder.In(options.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FolderScan(null, looks, $"the base path {options.Folder} cannot be read: {e.Message}");
        }
        IReadOnlyList<VersionFolder> wanted = options.VersionPolicy.Choose(VersionFolder.OnePerVersion(found));
        foreach (VersionFolder folder in wanted.Where(w => !known.Contains(w)))
        {
            if (FolderLook.At(folder) is { } look)
                looks.Add(folder, look);
        }
        return new FolderScan(wanted, looks, TroubleOf(options, found));
    }

    private static string? TroubleOf(ModelOptions options, IReadOnlyList<VersionFolder> found)
    {
        if (found.Count == 0)
            return $"there is no version below {options.Folder}: a version is a folder whose name is a number, such as {Path.Combine(options.Folder, "1")}";
        if (options.VersionPolicy is VersionPolicy.Specific specific && specific.Versions.Where(v => !found.Any(f => f.Number == v)).ToList() is [_, ..] absent)
            return $"versions that are asked for are not there: {string.Join(", ", absent)}";
        if (found.GroupBy(f => f.Number).FirstOrDefault(g => g.Count() > 1) is { } same)
            return $"these are one version, {same.Key}, of which the last is taken: {string.Join(", ", same.Select(f => f.Path))}: take the others away";
        return null;
    }
}
