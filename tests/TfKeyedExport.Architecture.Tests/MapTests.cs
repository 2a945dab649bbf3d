using System.Text.RegularExpressions;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Architecture.Tests;

/// <summary>A map that names what is not there any more sends strangers the wrong way.</summary>
public partial class MapTests
{
    private static readonly string[] Folders = ["src", "tests", "scripts", "docs", "models", ".ci"];

    private static readonly string[] Paths =
    [
        .. Folders,
        .. Folders
            .SelectMany(d => Directory.EnumerateFileSystemEntries(Path.Combine(Repository.Root, d), "*", SearchOption.AllDirectories))
            .Select(p => Path.GetRelativePath(Repository.Root, p).Replace('\\', '/')),
    ];

    public static TheoryData<string> Maps => ["docs/architecture.md", "CONTRIBUTING.md", "src/TfKeyedExport.Embedded/Kernels/README.md"];

    [Theory]
    [MemberData(nameof(Maps))]
    public void Files_and_folders_that_a_map_names_are_there(string map)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, map));
        string[] named = [.. NamedPath().Matches(text).Select(m => m.Groups[1].Value.TrimEnd('/')).Distinct()];

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, n => !Array.Exists(Paths, p => IsMeant(p, n)));
    }

    // By the end of its path, with or without its ending; the projects' common name may be left out.
    private static bool IsMeant(string path, string name)
    {
        if (path.EndsWith(".cs", StringComparison.Ordinal) && !name.EndsWith(".cs", StringComparison.Ordinal))
            path = path[..^".cs".Length];
        return path.EndsWith(name, StringComparison.Ordinal) && (path.Length == name.Length || path[^(name.Length + 1)] is '/' or '.');
    }

    // What stands in backquotes and is a path, or the name of a C# file; nothing with a place to fill in.
    [GeneratedRegex(@"`((?:[\w.]+/)+(?:[\w.]+)?|\w+\.cs)`")]
    private static partial Regex NamedPath();
}
