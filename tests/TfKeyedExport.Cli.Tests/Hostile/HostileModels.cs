using System.IO.Compression;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Hostile;

/// <summary>The models of <c>models.zip</c>, unpacked once for all tests.</summary>
public sealed class HostileModels : IDisposable
{
    private static readonly string Archive = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Cli.Tests", "Hostile", "models.zip");
    private readonly TemporaryFolder _folder = new();

    public HostileModels() => ZipFile.ExtractToDirectory(Archive, _folder["models"]);

    /// <summary>The names of a kind's models.</summary>
    public static TheoryData<string> Names(string kind)
    {
        using ZipArchive archive = ZipFile.OpenRead(Archive);
        return [.. archive.Entries.Select(e => e.FullName.Split('/')).Where(p => p[0] == kind).Select(p => p[1]).Distinct()];
    }

    /// <summary>A model's folder.</summary>
    public string this[string kind, string name] => Path.Combine(_folder["models"], kind, name);

    public void Dispose() => _folder.Dispose();
}
