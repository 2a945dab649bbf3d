namespace TfKeyedExport.Inspection;

/// <summary>A part of a model that is told as one: a graph, a function, or the nodes whose names begin alike.</summary>
/// <param name="name">Its name; empty for the main graph. Within a graph or function, what its nodes' names have in common beyond the block around it.</param>
/// <param name="nodes">How many nodes it has, those of its inner blocks among them.</param>
/// <param name="operations">Its operations, the most frequent first.</param>
internal sealed class ModelBlock(string name, int nodes, IReadOnlyList<(string Op, int Count)> operations)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>How many nodes it has.</summary>
    public int Nodes => nodes;

    /// <summary>Its operations, the most frequent first.</summary>
    public IReadOnlyList<(string Op, int Count)> Operations => operations;

    /// <summary>The functions that its nodes call, sorted by name.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>The functions that call it, sorted by name; empty for the main graph's. Only functions have any.</summary>
    public IReadOnlyList<string> Callers { get; set; } = [];

    /// <summary>The blocks within it, the largest first; none if there was no room for them, or nothing to tell apart.</summary>
    public IReadOnlyList<ModelBlock> Inner { get; set; } = [];

    /// <summary>How many blocks within it are not told, for want of room.</summary>
    public int Untold { get; set; }
}
