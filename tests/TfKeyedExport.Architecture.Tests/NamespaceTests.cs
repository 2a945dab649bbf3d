using Xunit;

namespace TfKeyedExport.Architecture.Tests;

/// <summary>Within a project, namespaces stand on one another and never in a circle. docs/architecture.md says in which order.</summary>
/// <remarks>Projects form no cycle, and no namespace is in two projects; so there is no cycle across projects either.</remarks>
public class NamespaceTests
{
    private const string Advice = "Move what both need below both, or let the lower one ask by an interface of its own.";

    public static TheoryData<string> Projects => [.. SourceProject.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespaces_of_a_project_form_no_cycle(string project)
    {
        IReadOnlyList<string> cycles = new NamespaceGraph(Of(project)).Cycles();
        Assert.True(cycles.Count == 0, $"{project} has {string.Join("and ", cycles)}{Advice}");
    }

    [Fact]
    public void Every_namespace_is_in_one_project()
    {
        var shared = SourceProject.All
            .SelectMany(p => Of(p.Name).Select(r => (r.From.Namespace, p.Name)).Distinct())
            .GroupBy(n => n.Namespace, n => n.Name)
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key} is in {string.Join(" and ", g)}");
        Assert.Empty(shared);
    }

    private static List<TypeReferencePair> Of(string project)
    {
        using Mono.Cecil.ModuleDefinition module = SourceProject.All.Single(p => p.Name == project).ReadModule();
        return [.. TypeReferences.In(module)];
    }
}
