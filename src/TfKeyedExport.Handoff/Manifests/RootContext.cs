namespace TfKeyedExport.Handoff.Manifests;

/// <summary>What the files at a repository's root are made of.</summary>
/// <param name="Repository">The folder's absolute path, which is its path in containers as well.</param>
/// <param name="Server">The server of the manifests.</param>
/// <param name="Models">The models of its list, in that order; names of strangers among them, if an operator added any.</param>
internal sealed record RootContext(string Repository, ServerChoice Server, IReadOnlyList<ServedModel> Models)
{
    /// <summary>How many batches run at a time, and how many processors the manifests ask for.</summary>
    public int Processors { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>The path of a file at the root.</summary>
    public string File(string name) => Path.Combine(Repository, name);
}
