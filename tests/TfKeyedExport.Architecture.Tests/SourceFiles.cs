using System.Text.RegularExpressions;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Architecture.Tests;

/// <summary>The C# files of <c>src</c> and <c>tests</c>.</summary>
internal static partial class SourceFiles
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SourceFile> All { get; } =
    [
        .. new[] { "src", "tests" }
            .SelectMany(d => Directory.EnumerateFiles(Path.Combine(Repository.Root, d), "*.cs", SearchOption.AllDirectories))
            .Select(f => new SourceFile(Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'), File.ReadAllLines(f)))
            .Where(f => !f.Folders.Contains("obj") && !f.Folders.Contains("bin"))
            .OrderBy(f => f.Path, StringComparer.Ordinal),
    ];

    /// <summary>The longest line that <c>.editorconfig</c> allows C#.</summary>
    public static int MaxLineLength()
    {
        string config = File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig"));
        return int.Parse(MaxLineLengthOfCSharp().Match(config).Groups[1].ValueSpan);
    }

    [GeneratedRegex(@"^\[\*\.cs\][^\[]*?^max_line_length *= *(\d+)", RegexOptions.Multiline)]
    private static partial Regex MaxLineLengthOfCSharp();
}

/// <summary>One file.</summary>
/// <param name="Path">From the repository's root, with slashes.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record SourceFile(string Path, string[] Lines)
{
    private const string NamespaceWord = "namespace ";

    /// <summary>The folders that it is in: <c>src</c> or <c>tests</c>, the project, and those within it.</summary>
    public string[] Folders { get; } = Path.Split('/')[..^1];

    /// <summary>The namespace that its folders stand for.</summary>
    public string FolderNamespace => string.Join('.', Folders.Skip(1));

    /// <summary>The namespace that it says it is in; null if it says none, as a program's start may.</summary>
    public string? Namespace => Array.Find(Lines, l => l.StartsWith(NamespaceWord, StringComparison.Ordinal))?[NamespaceWord.Length..].TrimEnd(';');

    /// <summary>The project's name.</summary>
    public string Project => Folders.ElementAtOrDefault(1) ?? "";
}
