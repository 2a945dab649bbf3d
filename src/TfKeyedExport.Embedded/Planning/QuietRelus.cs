using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Operations.Nn;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Finds the <c>Relu</c> and <c>Relu6</c> nodes that make zero of NaN, because TensorFlow computes them within the step before them.</summary>
/// <remarks>
/// TensorFlow alone gives NaN for NaN. Its optimizer makes one step of a product or convolution, its bias and the <c>Relu</c>, and of a batch normalization
/// and its <c>Relu</c>, and oneDNN, which runs such steps on processors with AVX-512 VNNI or newer, takes what is not positive for zero: NaN too. (Where
/// TensorFlow runs Eigen's code, on older processors, NaN stays.) The conditions are the optimizer's: float32, and nobody else reads what lies between.
/// </remarks>
internal static class QuietRelus
{
    /// <summary>Marks them in a graph and its regions.</summary>
    public static Graph Mark(Graph graph, KnownValues known)
    {
        var readers = new ReaderCounts(graph);
        return GraphRewriter.Rewrite(graph, (node, nodes) =>
        {
            if (node.Regions.Count > 0)
                return GraphRewriter.RewriteRegions(node, nodes, r => Mark(r, known));
            bool isRelu = node.IsAny(ElementwiseOperations.Relu, ElementwiseOperations.Relu6) && node.OutputTypes is [DataType.Float];
            if (!isRelu || !IsWithin(node, known, readers))
                return null;
            nodes.Add(new Node(new QuietReluStep(node.Operation!), NodeAttributes.None, node.Origin, [.. node.Inputs], [], [.. node.OutputTypes]));
            return nodes[^1].Outputs;
        });
    }

    private static bool IsWithin(Node relu, KnownValues known, ReaderCounts readers)
    {
        Node before = relu.Inputs[0].Node;
        if (!readers.IsReadOnce(before))
            return false;
        if (before.IsAny(LinearOperations.BiasAdd, LinearOperations.BiasAddV1))
            return IsProduct(before.Inputs[0].Node, known, readers, out _);
        if (before.IsAny(ElementwiseOperations.Add, ElementwiseOperations.AddV2))
            return IsBiased(before.Inputs[0], before.Inputs[1]) || IsBiased(before.Inputs[1], before.Inputs[0]);
        if (!before.IsAny(NnOperations.FusedBatchNorm, NnOperations.FusedBatchNormV2, NnOperations.FusedBatchNormV3) || relu.Inputs[0].Index != 0)
            return false;
        // Alone with a Relu only; with a convolution before it, with both.
        bool followsConvolution = before.Inputs[0].MadeBy(NnOperations.Conv2D) is { } convolution && readers.IsReadOnce(convolution);
        return !before.Attributes.Bool("is_training", true) && (relu.Is(ElementwiseOperations.Relu) || followsConvolution);

        bool IsBiased(NodeOutput sum, NodeOutput bias) => IsProduct(sum.Node, known, readers, out int columns)
            && known.Of(bias) is { Value: { Rank: >= 1, Type: DataType.Float } value } && value.Count == columns && value.Dim(value.Rank - 1) == columns;
    }

    // Columns: how many values the product has in its last dimension; -1 if that is not known.
    private static bool IsProduct(Node node, KnownValues known, ReaderCounts readers, out int columns)
    {
        columns = -1;
        // Constant filters take a factor of each channel in.
        if (!readers.IsReadOnce(node))
            return false;
        if (node.Is(ElementwiseOperations.Mul) && node.Inputs.Any(i => known.Of(i) is not null)
            && node.Inputs.Select(i => i.Node).FirstOrDefault(n => n.Is(NnOperations.Conv2D)) is { } scaled)
            return IsProduct(scaled, known, readers, out columns);
        bool isProduct = node.IsAny(LinearOperations.MatMul, NnOperations.Conv2D, NnOperations.DepthwiseConv2dNative, NnOperations.Conv3D);
        if (!isProduct || node.OutputTypes is not [DataType.Float] || node.Attributes.Bool("transpose_a", false))
            return false;
        if (known.Of(node.Inputs[1])?.Value is { Rank: >= 2 } weights)
        {
            if (node.Is(LinearOperations.MatMul))
                columns = weights.Dim(node.Attributes.Bool("transpose_b", false) ? 0 : 1);
            else if (node.Is(NnOperations.DepthwiseConv2dNative) && weights.Rank == 4)
                columns = weights.Dim(2) * weights.Dim(3);
            else
                columns = weights.Dim(weights.Rank - 1);
        }
        return true;
    }
}
