namespace TfKeyedExport.Cli.Tests;

/// <summary>A folder of a test's own, deleted at its end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("tfkeyed-test-").FullName;

    /// <summary>A path inside it.</summary>
    public string this[string name] => Path.Combine(_path, name);

    /// <summary>The names of what lies in it, hidden ones too.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(_path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>Writes a text file.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
