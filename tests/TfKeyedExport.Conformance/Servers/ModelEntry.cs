namespace TfKeyedExport.Conformance.Servers;

/// <summary>A model of a server's configuration.</summary>
/// <param name="Name">The name that clients use.</param>
/// <param name="BasePath">The folder of its versions.</param>
/// <param name="Versions">The versions to serve; none for the latest.</param>
/// <param name="Labels">Labels of versions.</param>
internal sealed record ModelEntry(string Name, string BasePath, IReadOnlyList<long> Versions, IReadOnlyDictionary<string, long> Labels)
{
    /// <summary>A model whose versions are all those that are there.</summary>
    public static ModelEntry Of(string name, string path)
    {
        long[] versions = Directory.Exists(path) ? [.. Directory.EnumerateDirectories(path).Select(d => long.Parse(Path.GetFileName(d))).Order()] : [];
        return new ModelEntry(name, path, versions.Length > 1 ? versions : [], new Dictionary<string, long>());
    }

    /// <summary>As ModelServerConfig's text form has it.</summary>
    public string Text()
    {
        string policy = Versions.Count == 0 ? "" : $" model_version_policy {{ specific {{ {string.Join(' ', Versions.Select(v => $"versions: {v}"))} }} }}";
        string labels = string.Concat(Labels.Select(l => $" version_labels {{ key: \"{l.Key}\" value: {l.Value} }}"));
        return $"  config {{ name: \"{Name}\" base_path: \"{BasePath}\" model_platform: \"tensorflow\"{policy}{labels} }}\n";
    }
}
