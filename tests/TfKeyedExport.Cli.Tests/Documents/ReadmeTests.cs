using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Documents;

/// <summary>The C# of the README is compiled against the libraries as they are built: each block is a program of its own.</summary>
public partial class ReadmeTests
{
    // What a new project has by itself.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static TheoryData<int> Blocks() => [.. Enumerable.Range(0, Code.Count)];

    private static List<string> Code { get; } =
        [.. Block().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(m => m.Groups[1].Value)];

    [Fact]
    public void The_README_has_code() => Assert.NotEmpty(Code);

    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_code_of_the_README_compiles(int block) => Assert.Empty(Errors(Code[block]));

    [Fact]
    public void Code_that_uses_what_is_not_there_does_not_compile() =>
        Assert.Contains(
            Errors("TfKeyedExport.SavedModels.SavedModel.LoadOtherwise(\"babyweight\");"), e => e.Contains("LoadOtherwise", StringComparison.Ordinal));

    private static IReadOnlyList<string> Errors(string code)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, options), CSharpSyntaxTree.ParseText(code, options)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        return [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];
    }

    [GeneratedRegex("^```csharp\r?\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
