using Xunit;

namespace TfKeyedExport.Architecture.Tests;

/// <summary>What every file keeps to: it can be read on a screen, and found by its namespace.</summary>
public class SourceFileTests
{
    private const int LongFile = 400;

    // Longer files, and why.
    private static readonly Dictionary<string, string> LongFiles = new()
    {
        ["tests/TfKeyedExport.Fuzzing/Ops/Lies.cs"] = "small lies about a graph, each a few lines: split, nobody would see which are missing",
    };

    public static TheoryData<string> Projects => [.. SourceFiles.All.Select(f => f.Project).Distinct()];

    [Fact]
    public void No_file_is_longer_than_400_lines_without_a_reason()
    {
        IEnumerable<string> found = SourceFiles.All.Where(f => f.Lines.Length > LongFile).Select(f => f.Path);
        Assert.Equal(LongFiles.Keys.Order(StringComparer.Ordinal), found);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_line_is_longer_than_the_editorconfig_says(string project)
    {
        int limit = SourceFiles.MaxLineLength();
        string[] found =
        [
            .. SourceFiles.All.Where(f => f.Project == project)
                .SelectMany(f => f.Lines.Index().Where(l => l.Item.Length > limit).Select(l => $"{f.Path}:{l.Index + 1} has {l.Item.Length}")),
        ];
        Assert.True(found.Length == 0, $"{found.Length} lines are longer than {limit} characters:\n{string.Join('\n', found)}");
    }

    [Fact]
    public void A_folder_is_a_namespace()
    {
        IEnumerable<string> wrong = SourceFiles.All
            .Where(f => f.Namespace is not null && f.Namespace != f.FolderNamespace)
            .Select(f => $"{f.Path} says {f.Namespace}, and its folder {f.FolderNamespace}");
        Assert.Empty(wrong);
    }
}
