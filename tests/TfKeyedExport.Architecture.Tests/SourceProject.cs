using System.Xml.Linq;
using Mono.Cecil;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Architecture.Tests;

/// <summary>A project of <c>src</c>: what it says that it refers to, and what was compiled.</summary>
internal sealed class SourceProject
{
    private readonly XDocument _document;

    private SourceProject(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        _document = XDocument.Load(path);
        AssemblyName = _document.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Name;
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SourceProject> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(f => new SourceProject(f)),
    ];

    /// <summary>Its name, which is its folder's and its namespaces' first part.</summary>
    public string Name { get; }

    /// <summary>What it is compiled to, without the ending.</summary>
    public string AssemblyName { get; }

    /// <summary>The projects that it says it refers to.</summary>
    public IEnumerable<string> References =>
        _document.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));

    /// <summary>What was compiled, beside the tests.</summary>
    public ModuleDefinition ReadModule() => ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, AssemblyName + ".dll"));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
