using System.Diagnostics.CodeAnalysis;
using TfKeyedExport.Embedded.Numerics.Nn;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Operations.Nn;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>
/// Makes one step of a convolution with constant filters and what follows it image by image: constants added to or multiplied into channels,
/// <c>Relu</c>, and a pooling. An image's results then stay in the cache all the way.
/// </summary>
internal static class ConvolutionFusion
{
    /// <summary>Fuses in a graph and its regions.</summary>
    public static Graph Fuse(Graph graph, KnownValues known)
    {
        var readers = new ReaderCounts(graph);
        return GraphRewriter.Rewrite(graph, (node, nodes) =>
        {
            if (node.Regions.Count > 0)
                return GraphRewriter.RewriteRegions(node, nodes, r => Fuse(r, known));
            if (Extend(node, known, readers) is not { } fused)
                return null;
            nodes.Add(fused);
            return [fused.Output()];
        });
    }

    private static Node? Extend(Node node, KnownValues known, ReaderCounts readers)
    {
        if (node.OutputTypes is not [DataType.Float])
            return null;
        if (QuietReluStep.IsRelu(node, out bool isQuiet))
        {
            return IsChain(node.Inputs[0], known, readers, out int _)
                ? Step(node, node.Inputs[0].Node, isQuiet ? ChannelFunction.QuietRelu : ChannelFunction.Relu, null)
                : null;
        }
        if (node.IsAny(NnOperations.MaxPool, NnOperations.AvgPool))
        {
            bool fits = IsChain(node.Inputs[0], known, readers, out int _) && IsPlain(node) && node.Attributes.Text("padding") != "EXPLICIT";
            return fits ? Pool(node, node.Inputs[0].Node) : null;
        }
        if (node.Is(LinearOperations.BiasAdd))
        {
            bool fits = IsPlain(node) && IsChain(node.Inputs[0], known, readers, out int channels) && IsVector(known.Of(node.Inputs[1]), channels);
            return fits ? Step(node, node.Inputs[0].Node, ChannelFunction.Add, node.Inputs[1]) : null;
        }
        if (!node.IsAny(ElementwiseOperations.AddV2, ElementwiseOperations.Add, ElementwiseOperations.Mul))
            return null;
        for (int side = 0; side < 2; side++)
        {
            if (IsChain(node.Inputs[side], known, readers, out int results) && IsVector(known.Of(node.Inputs[1 - side]), results))
            {
                ChannelFunction function = node.Is(ElementwiseOperations.Mul) ? ChannelFunction.Multiply : ChannelFunction.Add;
                return Step(node, node.Inputs[side].Node, function, node.Inputs[1 - side]);
            }
        }
        return null;
    }

    private static bool IsChain(NodeOutput output, KnownValues known, ReaderCounts readers, out int channels)
    {
        channels = 0;
        Node node = output.Node;
        bool isConvolution = node.IsAny(NnOperations.Conv2D, NnOperations.DepthwiseConv2dNative) || node.Work is ConvolutionStep;
        if (!isConvolution || !IsPlain(node) || !readers.IsReadOnce(node) || known.Of(node.Inputs[1]) is not { Value.Rank: 4 } filter)
            return false;
        if (node.Work is ConvolutionStep { Pool: not null } or ConvolutionStep { Functions.Length: ConvolutionStep.MostFunctions })
            return false;
        channels = filter.Value.Dim(3) * (IsDepthwise(node) ? filter.Value.Dim(2) : 1);
        return true;
    }

    private static bool IsDepthwise(Node node) => node.Is(NnOperations.DepthwiseConv2dNative) || node.Work is ConvolutionStep { IsDepthwise: true };

    private static bool IsPlain(Node node) => !node.Attributes.Has("data_format") || node.Attributes.Text("data_format") == "NHWC";

    // One value a channel, as a vector or stretched along the dimensions before the last.
    private static bool IsVector([NotNullWhen(true)] ConstantValue? constant, int channels) =>
        constant is { Value: { Rank: >= 1 and <= 4, Type: DataType.Float } value } && value.Count == channels && value.Dim(value.Rank - 1) == channels;

    private static Node Step(Node node, Node chain, ChannelFunction function, NodeOutput? constant)
    {
        NodeOutput[] inputs = constant is { } c ? [.. chain.Inputs, c] : [.. chain.Inputs];
        return Fused(node, chain, inputs, [.. FunctionsOf(chain), function], null);
    }

    private static Node Pool(Node node, Node chain) =>
        Fused(node, chain, [.. chain.Inputs], FunctionsOf(chain), new PoolingPart(node.Is(NnOperations.MaxPool), node.Attributes));

    private static Node Fused(Node node, Node chain, NodeOutput[] inputs, ChannelFunction[] functions, PoolingPart? pool) =>
        new(new ConvolutionStep(IsDepthwise(chain), functions, pool), chain.Attributes, node.Origin, inputs, [], [DataType.Float]);

    private static ChannelFunction[] FunctionsOf(Node chain) => chain.Work is ConvolutionStep step ? step.Functions : [];
}
