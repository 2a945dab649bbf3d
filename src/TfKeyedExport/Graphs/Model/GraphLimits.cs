namespace TfKeyedExport.Graphs.Model;

/// <summary>How large the graph of a model may become.</summary>
internal static class GraphLimits
{
    /// <summary>The most nodes of one graph, functions inlined.</summary>
    public const int Nodes = 500_000;

    /// <summary>The most functions inside one another.</summary>
    public const int Depth = 64;
}
