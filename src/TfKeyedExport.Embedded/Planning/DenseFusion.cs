using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>
/// Makes one step of a product with constant weights, the bias that is added to it, and a <c>Relu</c>. A reshape may stand between the product
/// and its bias, as in dense layers on more than two dimensions: the bias then moves before it.
/// </summary>
internal static class DenseFusion
{
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
        bool adds = node.IsAny(LinearOperations.BiasAdd, ElementwiseOperations.AddV2, ElementwiseOperations.Add);
        if (!adds || node.OutputTypes[0] != DataType.Float || node.Attributes.IsChannelsFirst)
            return null;
        for (int side = 0; side < (node.Is(LinearOperations.BiasAdd) ? 1 : 2); side++)
        {
            Node product = node.Inputs[side].Node;
            Node? reshape = product.Is(ArrayOperations.Reshape) && readers.IsReadOnce(product) ? product : null;
            if (reshape is not null)
                product = reshape.Inputs[0].Node;
            if (!IsProduct(product, known, out int columns) || !readers.IsReadOnce(product)
                || known.Of(node.Inputs[1 - side]) is not { } bias || !IsBias(bias.Value, columns, node.Is(LinearOperations.BiasAdd), reshape, known))
                continue;
            NodeOutput vector = bias.Value.Rank == 1 ? node.Inputs[1 - side] : Flattened(bias, known, node.Origin);
            if (vector != node.Inputs[1 - side])
                nodes.Add(vector.Node);
            bool isMatrix = product.Is(LinearOperations.MatMul);
            var step = new DenseStep(product.Attributes.Bool(isMatrix ? "transpose_b" : "adj_y", false), IsBatch: !isMatrix, Epilogue.None);
            nodes.Add(new Node(step, NodeAttributes.None, product.Origin, [product.Inputs[0], product.Inputs[1], vector], [], [DataType.Float]));
            if (reshape is not null)
                nodes.Add(reshape.With([nodes[^1].Output(), reshape.Inputs[1]], []));
            return nodes[^1];
        }
        return null;
    }

    private static Node? Relu(Node node, KnownValues known, ReaderCounts readers, List<Node> nodes)
    {
        if (!QuietReluStep.IsRelu(node, out bool isQuiet))
            return null;
        Node dense = node.Inputs[0].Node;
        Node? reshape = dense.Is(ArrayOperations.Reshape) && readers.IsReadOnce(dense) ? dense : null;
        if (reshape is not null)
            dense = reshape.Inputs[0].Node;
        if (dense.Work is not DenseStep { After: Epilogue.None } step || !readers.IsReadOnce(dense))
            return null;
        DenseStep after = step with { After = isQuiet ? Epilogue.QuietRelu : Epilogue.Relu };
        nodes.Add(new Node(after, NodeAttributes.None, dense.Origin, [.. dense.Inputs], [], [DataType.Float]));
        if (reshape is not null)
            nodes.Add(reshape.With([nodes[^1].Output(), reshape.Inputs[1]], []));
        return nodes[^1];
    }

    private static bool IsProduct(Node node, KnownValues known, out int columns)
    {
        columns = 0;
        bool isBatch = node.IsAny(LinearOperations.BatchMatMulV2, LinearOperations.BatchMatMulV3);
        if (!(isBatch || node.Is(LinearOperations.MatMul)) || node.Inputs.Any(i => i.Type != DataType.Float))
            return false;
        bool turnsRows = node.Attributes.Bool(isBatch ? "adj_x" : "transpose_a", false);
        if (turnsRows || known.Of(node.Inputs[1]) is not { Value.Rank: 2 } weights)
            return false;
        columns = weights.Value.Dim(node.Attributes.Bool(isBatch ? "adj_y" : "transpose_b", false) ? 0 : 1);
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
            var bytes = new ReadOnlySpan<byte>(bias.Value.Bytes, (int)bias.Value.ByteCount);
            return known.Add(ConstantValue.Copy(DataType.Float, [bias.Value.Count], bytes), origin);
        }
    }
}
