using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Tests.SavedModels.Publishing;

/// <summary>An empty folder for one test, deleted with it; and the comparison that publishing is judged by.</summary>
internal sealed class Scratch : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("publishing-").FullName;

    public string Output => Path.Combine(Root, "out");

    public static SavedModel Model(string name = "asset_vocabulary") => SavedModel.Load(Repository.Model(name));

    public string Copy(string model = "asset_vocabulary", string name = "in")
    {
        string target = Path.Combine(Root, name);
        foreach (string file in Directory.GetFiles(Repository.Model(model), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(Repository.Model(model), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return target;
    }

    public string[] Names() => [.. Directory.GetFileSystemEntries(Root).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal)];

    /// <summary>Files by name, without those that a copy does not have.</summary>
    public static SortedDictionary<string, byte[]> Content(string folder)
    {
        var content = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) != "fingerprint.pb")
                content.Add(Path.GetRelativePath(folder, file), File.ReadAllBytes(file));
        }
        return content;
    }

    public static bool IsWhole(string folder, string original)
    {
        SortedDictionary<string, byte[]> found = Content(folder);
        SortedDictionary<string, byte[]> expected = Content(original);
        expected[SavedModel.ProtoName] = found.GetValueOrDefault(SavedModel.ProtoName, []);
        return found.Keys.SequenceEqual(expected.Keys)
            && found.All(f => f.Value.AsSpan().SequenceEqual(expected[f.Key]))
            && SavedModel.Load(folder).Proto.Equals(SavedModel.Load(original).Proto);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
