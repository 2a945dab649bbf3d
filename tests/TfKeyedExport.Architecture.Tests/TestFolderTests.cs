using Xunit;

namespace TfKeyedExport.Architecture.Tests;

/// <summary>A test stands in the folder of its subject, so that who changes a file knows where its tests are.</summary>
public class TestFolderTests
{
    private const string Engines = "TfKeyedExport.Engines.Tests";

    // Tests of no single folder of the source, and what they are about.
    private static readonly Dictionary<string, string> Wide = new()
    {
        ["TfKeyedExport.Architecture.Tests"] = "all projects",
        ["TfKeyedExport.Checking.Tests/Truth"] = "whole checks of models whose truth is known",
        ["TfKeyedExport.Cli.Tests/Documents"] = "the README's code",
        ["TfKeyedExport.Cli.Tests/Hostile"] = "the whole program on hostile models",
        ["TfKeyedExport.Server.Tests/Conformance"] = "the runner of conformance cases",
        [$"{Engines}/Cases"] = "both engines on recorded cases",
        [$"{Engines}/Documents"] = "the list of operations in docs",
        [$"{Engines}/Embedded/OpCases"] = "single operations, whichever kernels and passes they meet",
        [$"{Engines}/OpByOp"] = "both engines, operation by operation",
        [$"{Engines}/SameBits"] = "rows and batches on both engines",
    };

    [Fact]
    public void Tests_stand_in_the_folder_of_their_subject_or_are_listed_with_what_they_are_about()
    {
        HashSet<string> source = [.. SourceFiles.All.Where(f => f.Folders[0] == "src").SelectMany(f => Prefixes(f.Folders[1..]))];
        string[] elsewhere =
        [
            .. SourceFiles.All
                .Where(f => f.Project.EndsWith(".Tests", StringComparison.Ordinal) && f.Path.EndsWith("Tests.cs", StringComparison.Ordinal))
                .Where(f => !Subjects(f.Folders[1..]).Any(source.Contains))
                .Select(f => string.Join('/', f.Folders[1..]))
                .Distinct(),
        ];

        Assert.Equal(Wide.Keys.Order(StringComparer.Ordinal), elsewhere.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Prefixes(string[] folders) => Enumerable.Range(1, folders.Length).Select(n => string.Join('/', folders[..n]));

    // The tests of the engines are one project: a folder there is an engine's project, or the core's folder as the engines see it.
    private static string[] Subjects(string[] folders) => folders[0] == Engines
        ? [$"TfKeyedExport.{string.Join('/', folders[1..])}", $"TfKeyedExport/{string.Join('/', folders[1..])}"]
        : [string.Join('/', [folders[0].Replace(".Tests", "", StringComparison.Ordinal), .. folders[1..]])];
}
