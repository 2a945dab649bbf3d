using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Computes once what several nodes compute in the same way from the same inputs.</summary>
internal static class Duplicates
{
    /// <summary>Merges equal nodes of a graph; regions are left alone.</summary>
    public static Graph Merge(Graph graph, KnownValues known)
    {
        var constants = new Dictionary<ConstantValue, Node>(SameConstant.Comparer);
        var nodes = new Dictionary<Node, Node>(graph.Nodes.Count, SameWork.Comparer);
        return GraphRewriter.Rewrite(graph, (node, _) =>
        {
            Node? first = null;
            if (node.IsConstant)
            {
                ConstantValue value = known.Of(node.Output())!;
                if (!SameConstant.IsCompared(value) || constants.TryAdd(value, node))
                    return null;
                first = constants[value];
            }
            else if (!SameWork.IsCompared(node) || nodes.TryAdd(node, node))
            {
                return null;
            }
            return (first ?? nodes[node]).Outputs;
        });
    }
}
