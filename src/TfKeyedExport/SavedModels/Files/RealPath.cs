using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Files;

/// <summary>Paths with every link resolved, as far as they exist.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The place that a path means; parts that do not exist stay as they are.</summary>
    /// <exception cref="TfKeyedException">The links go round in a circle.</exception>
    public static string Of(string path)
    {
        int links = 0;
        return Resolve(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), path, ref links);
    }

    /// <summary>Whether one resolved path lies below another.</summary>
    public static bool IsBelow(string path, string folder) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, Comparison);

    /// <summary>Whether two resolved paths mean the same place.</summary>
    public static bool IsSame(string first, string second) => first.Equals(second, Comparison);

    private static StringComparison Comparison => OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    private static string Resolve(string path, string asked, ref int links)
    {
        string? parent = Path.GetDirectoryName(path);
        if (parent is null)
            return path;
        string here = Path.Combine(Resolve(parent, asked, ref links), Path.GetFileName(path));
        FileSystemInfo? target = new FileInfo(here) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: false) : null;
        if (target is null)
            return here;
        if (++links > MaxLinks)
            throw TfKeyedException.Unreadable("the links of this path go round in a circle", asked, "Name the folder itself");
        return Resolve(Path.TrimEndingDirectorySeparator(target.FullName), asked, ref links);
    }
}
