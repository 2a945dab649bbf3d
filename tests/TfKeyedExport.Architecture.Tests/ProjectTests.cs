using Xunit;

namespace TfKeyedExport.Architecture.Tests;

/// <summary>Projects stand in floors, and refer only to those of lower floors: neither upwards nor to a neighbour.</summary>
public class ProjectTests
{
    // As docs/architecture.md tells it.
    private static readonly string[][] Floors =
    [
        ["TfKeyedExport"],
        ["TfKeyedExport.Formats"],
        ["TfKeyedExport.Hosting"],
        ["TfKeyedExport.Embedded", "TfKeyedExport.TensorFlow", "TfKeyedExport.Checking", "TfKeyedExport.Benchmarking"],
        ["TfKeyedExport.Serving"],
        ["TfKeyedExport.Handoff", "TfKeyedExport.Remote"],
        ["TfKeyedExport.Cli", "TfKeyedExport.Server"],
    ];

    public static TheoryData<string> Projects => [.. SourceProject.All.Select(p => p.Name)];

    [Fact]
    public void Every_project_has_a_floor() =>
        Assert.Equal(
            Floors.SelectMany(f => f).Order(StringComparer.Ordinal),
            SourceProject.All.Select(p => p.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_to_lower_floors_only(string name)
    {
        SourceProject project = SourceProject.All.Single(p => p.Name == name);
        IEnumerable<string> wrong = project.References.Union(Compiled(project)).Where(r => FloorOf(r) >= FloorOf(name));
        Assert.True(!wrong.Any(), $"{name} refers to {string.Join(" and ", wrong)}, which does not stand below it");
    }

    // A reference of a reference needs no line in the project's file.
    private static List<string> Compiled(SourceProject project)
    {
        using Mono.Cecil.ModuleDefinition module = project.ReadModule();
        return [.. SourceProject.All.Where(p => module.AssemblyReferences.Any(r => r.Name == p.AssemblyName)).Select(p => p.Name)];
    }

    private static int FloorOf(string project) => Array.FindIndex(Floors, f => f.Contains(project));
}
