using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Removes operations that only pass their input on.</summary>
internal static class Passing
{
    /// <summary>Removes them from a graph and its regions.</summary>
    public static Graph Remove(Graph graph) => GraphRewriter.Rewrite(graph, (node, nodes) =>
    {
        if (node.Operation is { PassesValues: true } && node.Inputs.Count == node.OutputTypes.Count)
            return [.. node.Inputs];
        if (node.Regions.Count == 0)
            return null;
        nodes.Add(node.With([.. node.Inputs], [], [.. node.Regions.Select(Remove)]));
        return nodes[^1].Outputs;
    });
}
