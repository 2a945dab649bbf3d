using TfKeyedExport.Embedded.Planning.Recurrences;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>
/// Marks loops over the steps of a sequence whose rounds treat every row alike and by itself, as recurrent layers do: one step then runs all
/// rounds on one block of rows after the other, which stays in the cache meanwhile. The regions stay for inputs that do not look as expected.
/// </summary>
internal static class RecurrenceFusion
{
    /// <summary>Marks them in a graph and its regions.</summary>
    public static Graph Fuse(Graph graph, KnownValues known) => GraphRewriter.Rewrite(graph, (node, nodes) =>
    {
        if (node.Regions.Count == 0)
            return null;
        if (!node.IsLoop || RowPrograms.Of(node, known.Of) is not { } program)
            return GraphRewriter.RewriteRegions(node, nodes, r => Fuse(r, known));
        nodes.Add(new Node(new RecurrenceStep(program), node.Attributes, node.Origin, [.. node.Inputs], [], [.. node.OutputTypes], [.. node.Regions]));
        return nodes[^1].Outputs;
    });
}
