using System.Globalization;

namespace TfKeyedExport.Serving.Versions;

/// <summary>A numbered folder below a model's base path.</summary>
/// <param name="Number">The version; leading zeros of the folder's name do not count.</param>
/// <param name="Path">The folder.</param>
internal sealed record VersionFolder(long Number, string Path)
{
    /// <summary>The versions below a base path, the highest first; two folders can have one number, and then stand in the order of their names.</summary>
    /// <param name="basePath">The folder that holds the versions.</param>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static IReadOnlyList<VersionFolder> In(string basePath) =>
    [
        .. Directory.EnumerateDirectories(basePath)
            .Select(p => (Path: p, Name: System.IO.Path.GetFileName(p)))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => long.TryParse(p.Name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= 0
                ? new VersionFolder(number, p.Path)
                : null)
            .OfType<VersionFolder>()
            .OrderByDescending(v => v.Number),
    ];

    /// <summary>One folder of each version: the one whose name sorts last.</summary>
    /// <param name="folders">As <see cref="In"/> finds them.</param>
    public static IReadOnlyList<VersionFolder> OnePerVersion(IReadOnlyList<VersionFolder> folders) =>
        [.. folders.GroupBy(f => f.Number).Select(g => g.Last())];
}
