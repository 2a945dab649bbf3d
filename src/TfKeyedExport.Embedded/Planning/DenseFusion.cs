using TfKeyedExport.Graphs;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Makes one step of a product with constant weights, the bias that is added to it, and a <c>Relu</c>.</summary>
internal static class DenseFusion
{
    /// <summary>The operation that stands for the three: inputs are rows, weights and bias.</summary>
    public const string Op = "_Dense";

    /// <summary>The attribute that says whether a Relu follows.</summary>
    public const string ReluAttribute = "relu";

    /// <summary>Fuses in a graph and its regions.</summary>
    public static Graph Fuse(Graph graph, KnownValues known)
    {
        Graph biased = Pass(graph, known, Bias);
        return Pass(biased, known, Relu);
    }

    private static Graph Pass(Graph graph, KnownValues known, Func<Node, KnownValues, Dictionary<NodeOutput, int>, Node?> fuse)
    {
        Dictionary<NodeOutput, int> readers = GraphRewriter.CountReaders(graph);
        return GraphRewriter.Rewrite(graph, (node, nodes) =>
        {
            if (node.Regions.Count > 0)
            {
                nodes.Add(node.With([.. node.Inputs], [], [.. node.Regions.Select(r => Pass(r, known, fuse))]));
                return [.. Enumerable.Range(0, node.OutputTypes.Count).Select(nodes[^1].Output)];
            }
            if (fuse(node, known, readers) is not { } fused)
                return null;
            nodes.Add(fused);
            return [fused.Output()];
        });
    }

    private static Node? Bias(Node node, KnownValues known, Dictionary<NodeOutput, int> readers)
    {
        if (node.Op is not ("BiasAdd" or "AddV2" or "Add") || node.OutputTypes[0] != DataType.Float)
            return null;
        for (int side = 0; side < (node.Op == "BiasAdd" ? 1 : 2); side++)
        {
            Node product = node.Inputs[side].Node;
            NodeOutput bias = node.Inputs[1 - side];
            if (product.Op == "MatMul" && readers.GetValueOrDefault(product.Output()) <= 1 && !product.Attributes.Bool("transpose_a", false)
                && known.Of(product.Inputs[1]) is { Value.Rank: 2 } weights && known.Of(bias) is { Value.Rank: 1 } vector
                && vector.Value.Count == weights.Value.Dim(product.Attributes.Bool("transpose_b", false) ? 0 : 1))
                return Fused(Op, product, [product.Inputs[0], product.Inputs[1], bias], relu: false);
        }
        return null;
    }

    private static Node? Relu(Node node, KnownValues known, Dictionary<NodeOutput, int> readers) =>
        node.Op == "Relu" && node.Inputs[0].Node.Op == Op && readers.GetValueOrDefault(node.Inputs[0]) <= 1
            ? Fused(node.Inputs[0].Node.Op, node.Inputs[0].Node, [.. node.Inputs[0].Node.Inputs], relu: true)
            : null;

    private static Node Fused(string op, Node product, NodeOutput[] inputs, bool relu) =>
        new(op, product.Attributes.With(ReluAttribute, new AttrValue { B = relu }), product.Origin, inputs, [], [DataType.Float]);
}
