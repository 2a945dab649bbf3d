using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Graphs;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>
/// Makes one step of a product with constant weights, the bias that is added to it, and a <c>Relu</c>. A reshape may stand between the product
/// and its bias, as in dense layers on more than two dimensions: the bias then moves before it.
/// </summary>
internal static class DenseFusion
{
    /// <summary>The operation that stands for the three: inputs are rows, weights and bias.</summary>
    public const string Op = "_Dense";

    /// <summary>The attribute that says whether a Relu follows.</summary>
    public const string ReluAttribute = "relu";

    /// <summary>The attribute that says whether that Relu makes zero of NaN.</summary>
    public const string QuietAttribute = "quiet";

    /// <summary>The attribute that says whether the rows may lie in a tensor of more than two dimensions.</summary>
    public const string BatchAttribute = "batch";

    private const string TransposedAttribute = "transpose_b";

    /// <summary>Fuses in a graph and its regions.</summary>
    public static Graph Fuse(Graph graph, KnownValues known)
    {
        Graph biased = Pass(graph, known, Bias);
        return Pass(biased, known, Relu);
    }

    private static Graph Pass(Graph graph, KnownValues known, Func<Node, KnownValues, ReaderCounts, List<Node>, Node?> fuse)
    {
        var readers = new ReaderCounts(graph);
        return GraphRewriter.Rewrite(graph, (node, nodes) =>
        {
            if (node.Regions.Count > 0)
                return GraphRewriter.RewriteRegions(node, nodes, r => Pass(r, known, fuse));
            return fuse(node, known, readers, nodes) is { } fused ? [fused.Output()] : null;
        });
    }

    private static Node? Bias(Node node, KnownValues known, ReaderCounts readers, List<Node> nodes)
    {
        if (node.Op is not ("BiasAdd" or "AddV2" or "Add") || node.OutputTypes[0] != DataType.Float || !IsChannelsLast(node))
            return null;
        for (int side = 0; side < (node.Op == "BiasAdd" ? 1 : 2); side++)
        {
            Node product = node.Inputs[side].Node;
            Node? reshape = product.Op == "Reshape" && readers.IsReadOnce(product) ? product : null;
            if (reshape is not null)
                product = reshape.Inputs[0].Node;
            if (!IsProduct(product, known, out int columns) || !readers.IsReadOnce(product)
                || known.Of(node.Inputs[1 - side]) is not { } bias || !IsBias(bias.Value, columns, node.Op == "BiasAdd", reshape, known))
                continue;
            NodeOutput vector = bias.Value.Rank == 1 ? node.Inputs[1 - side] : Flattened(bias, known, node.Origin);
            if (vector != node.Inputs[1 - side])
                nodes.Add(vector.Node);
            NodeAttributes attributes = product.Attributes;
            if (product.Op != "MatMul")
            {
                attributes = attributes.With(BatchAttribute, new AttrValue { B = true })
                    .With(TransposedAttribute, new AttrValue { B = attributes.Bool("adj_y", false) });
            }
            nodes.Add(Fused(attributes, product.Origin, [product.Inputs[0], product.Inputs[1], vector], relu: false));
            if (reshape is not null)
                nodes.Add(reshape.With([nodes[^1].Output(), reshape.Inputs[1]], []));
            return nodes[^1];
        }
        return null;
    }

    private static Node? Relu(Node node, KnownValues known, ReaderCounts readers, List<Node> nodes)
    {
        if (node.Op != "Relu")
            return null;
        Node dense = node.Inputs[0].Node;
        Node? reshape = dense.Op == "Reshape" && readers.IsReadOnce(dense) ? dense : null;
        if (reshape is not null)
            dense = reshape.Inputs[0].Node;
        if (dense.Op != Op || !readers.IsReadOnce(dense))
            return null;
        NodeAttributes attributes = dense.Attributes.With(QuietAttribute, new AttrValue { B = QuietRelus.IsQuiet(node.Attributes) });
        nodes.Add(Fused(attributes, dense.Origin, [.. dense.Inputs], relu: true));
        if (reshape is not null)
            nodes.Add(reshape.With([nodes[^1].Output(), reshape.Inputs[1]], []));
        return nodes[^1];
    }

    private static bool IsChannelsLast(Node node) => !node.Attributes.Has("data_format") || node.Attributes.Text("data_format") != "NCHW";

    private static bool IsProduct(Node node, KnownValues known, out int columns)
    {
        columns = 0;
        bool isBatch = node.Op is "BatchMatMulV2" or "BatchMatMulV3";
        if ((node.Op != "MatMul" && !isBatch) || node.Inputs.Any(i => i.Type != DataType.Float) || node.Attributes.Bool(isBatch ? "adj_x" : "transpose_a", false)
            || known.Of(node.Inputs[1]) is not { Value.Rank: 2 } weights)
            return false;
        columns = weights.Value.Dim(node.Attributes.Bool(isBatch ? "adj_y" : TransposedAttribute, false) ? 0 : 1);
        return true;
    }

    // Whether the constant adds one value to each column of the product, wherever the reshape puts the columns.
    private static bool IsBias(Value bias, int columns, bool isBiasAdd, Node? reshape, KnownValues known)
    {
        if (bias.Count != columns || bias.Rank == 0)
            return false;
        if (isBiasAdd)
            return bias.Rank == 1;
        if (reshape is null)
            return bias.Rank <= 2 && bias.Dim(bias.Rank - 1) == columns;
        if (known.Of(reshape.Inputs[1]) is not { Value: { Rank: 1 } target } || target.Count < bias.Rank)
            return false;
        for (int d = 1; d <= bias.Rank; d++)
        {
            long size = target.Type == DataType.Int64 ? target.Span<long>()[^d] : target.Span<int>()[^d];
            if (size != bias.Dim(bias.Rank - d))
                return false;
        }
        return true;
    }

    private static NodeOutput Flattened(ConstantValue bias, KnownValues known, NodeOrigin origin)
    {
        unsafe
        {
            return known.Add(ConstantValue.Copy(DataType.Float, [bias.Value.Count], new ReadOnlySpan<byte>(bias.Value.Bytes, (int)bias.Value.ByteCount)), origin);
        }
    }

    private static Node Fused(NodeAttributes attributes, NodeOrigin origin, NodeOutput[] inputs, bool relu) =>
        new(Op, attributes.With(ReluAttribute, new AttrValue { B = relu }), origin, inputs, [], [DataType.Float]);
}
