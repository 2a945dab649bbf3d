using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Computes half and bfloat16 in float32 and rounds the results, where a kernel asks for it.</summary>
internal static class Widening
{
    /// <summary>Puts casts around the nodes of a graph and its regions.</summary>
    public static Graph Widen(Graph graph, KernelRegistry registry) => HasNarrow(graph) ? Rewrite(graph, registry) : graph;

    private static bool HasNarrow(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Regions.Any(HasNarrow) || node.Types.AsSpan().ContainsAny(DataType.Half, DataType.Bfloat16))
                return true;
        }
        return false;
    }

    private static Graph Rewrite(Graph graph, KernelRegistry registry) => GraphRewriter.Rewrite(graph, (node, nodes) =>
    {
        if (node.Regions.Count > 0)
            return GraphRewriter.RewriteRegions(node, nodes, r => Rewrite(r, registry));
        if (node.Operation is not { } operation || registry.Find(operation) is not { Widens: true } registration
            || !node.Attributes.TryGet(registration.TypeAttribute, out AttrValue? type)
            || type.Type.WithoutReference() is not (DataType.Half or DataType.Bfloat16))
            return null;
        DataType narrow = type.Type.WithoutReference();
        NodeOutput[] inputs = [.. node.Inputs.Select(i => i.Type == narrow ? Cast(i, DataType.Float, node, nodes) : i)];
        var wide = new Node(
            operation, node.Attributes.With(registration.TypeAttribute, new AttrValue { Type = DataType.Float }), node.Origin, inputs, [],
            [.. node.OutputTypes.Select(t => t == narrow ? DataType.Float : t)]);
        nodes.Add(wide);
        return [.. node.OutputTypes.Select((t, i) => t == narrow ? Cast(wide.Output(i), narrow, node, nodes) : wide.Output(i))];
    });

    private static NodeOutput Cast(NodeOutput input, DataType to, Node node, List<Node> nodes)
    {
        var attributes = new Dictionary<string, AttrValue> { ["SrcT"] = new() { Type = input.Type }, ["DstT"] = new() { Type = to } };
        nodes.Add(new Node(ElementwiseOperations.Cast, new NodeAttributes(attributes), node.Origin, [input], [], [to]));
        return nodes[^1].Output();
    }
}
