using System.Text.RegularExpressions;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Architecture.Tests;

/// <summary>The order of the rooms within a project, as the tables of docs/architecture.md have it.</summary>
public partial class RoomTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "architecture.md"));

    public static TheoryData<string> Projects => [.. Lines.Select(l => Caption().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_uses_those_above_it_in_the_map_and_none_below(string project)
    {
        string[][] rooms = RoomsOf(project);
        int FloorOf(string name) => Array.FindIndex(rooms, r => r.Contains(RoomOf(name, project)));
        using Mono.Cecil.ModuleDefinition module = SourceProject.All.Single(p => p.Name == project).ReadModule();

        string[] wrong =
        [
            .. TypeReferences.In(module)
                .Where(r => FloorOf(r.From.Namespace) >= 0 && FloorOf(r.To.Namespace) > FloorOf(r.From.Namespace))
                .Select(r => $"{r.From.Namespace}.{r.From.Name} uses {r.To.Namespace}.{r.To.Name}"),
        ];

        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_map_has_every_room(string project)
    {
        string[] folders = [.. SourceFiles.All.Where(f => f.Folders is ["src", _, _, ..] && f.Project == project).Select(f => f.Folders[2]).Distinct()];

        Assert.Equal(folders.Order(StringComparer.Ordinal), RoomsOf(project).SelectMany(r => r).Order(StringComparer.Ordinal));
    }

    // A row's folders are on one floor.
    private static string[][] RoomsOf(string project)
    {
        IEnumerable<string> table = Lines
            .SkipWhile(l => Caption().Match(l) is not { Success: true } caption || caption.Groups[1].Value != project)
            .SkipWhile(l => !l.StartsWith('|'))
            .TakeWhile(l => l.StartsWith('|'));
        return [.. table.Skip(2).Select(l => Folder().Matches(l.Split('|')[1]).Select(m => m.Groups[1].Value).ToArray())];
    }

    private static string RoomOf(string name, string project) =>
        name.StartsWith(project + ".", StringComparison.Ordinal) ? name[(project.Length + 1)..].Split('.')[0] : "";

    [GeneratedRegex(@"^Within `([\w.]+)`:$")]
    private static partial Regex Caption();

    [GeneratedRegex(@"`(\w+)/?`")]
    private static partial Regex Folder();
}
