using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Graphs;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>
/// Makes one step of a convolution with constant filters and what follows it image by image: constants added to or multiplied into channels,
/// <c>Relu</c>, and a pooling. An image's results then stay in the cache all the way.
/// </summary>
internal static class ConvolutionFusion
{
    /// <summary>The operation that stands for the chain: inputs are images, filters, and the constants of its steps.</summary>
    public const string Op = "_Convolution";

    /// <summary>The attribute with the steps: <c>a</c> adds a constant, <c>m</c> multiplies by one, <c>r</c> is a Relu, <c>q</c> one that makes zero of NaN.</summary>
    public const string StepsAttribute = "steps";

    /// <summary>The attribute that says whether every channel is convolved on its own.</summary>
    public const string DepthwiseAttribute = "depthwise";

    /// <summary>The attribute with the pooling at the end: <c>MaxPool</c>, <c>AvgPool</c> or nothing.</summary>
    public const string PoolAttribute = "pool";

    /// <summary>What the pooling's own attributes are prefixed with.</summary>
    public const string PoolPrefix = "pool_";

    /// <summary>The most steps of a chain.</summary>
    public const int MostSteps = 6;

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
        switch (node.Op)
        {
            case "Relu" when IsChain(node.Inputs[0], known, readers, out int _):
                return Step(node, node.Inputs[0].Node, QuietRelus.IsQuiet(node.Attributes) ? 'q' : 'r', null);
            case "MaxPool" or "AvgPool" when IsChain(node.Inputs[0], known, readers, out int _) && IsPlain(node) && node.Attributes.Text("padding") != "EXPLICIT":
                return Pool(node, node.Inputs[0].Node);
            case "BiasAdd" when IsPlain(node) && IsChain(node.Inputs[0], known, readers, out int channels) && IsVector(known.Of(node.Inputs[1]), channels):
                return Step(node, node.Inputs[0].Node, 'a', node.Inputs[1]);
            case "AddV2" or "Add" or "Mul":
                for (int side = 0; side < 2; side++)
                {
                    if (IsChain(node.Inputs[side], known, readers, out int results) && IsVector(known.Of(node.Inputs[1 - side]), results))
                        return Step(node, node.Inputs[side].Node, node.Op == "Mul" ? 'm' : 'a', node.Inputs[1 - side]);
                }
                return null;
            default:
                return null;
        }
    }

    private static bool IsChain(NodeOutput output, KnownValues known, ReaderCounts readers, out int channels)
    {
        channels = 0;
        Node node = output.Node;
        if (node.Op is not ("Conv2D" or "DepthwiseConv2dNative" or Op) || !IsPlain(node) || !readers.IsReadOnce(node)
            || known.Of(node.Inputs[1]) is not { Value.Rank: 4 } filter)
            return false;
        if (node.Op == Op && (node.Attributes.Text(PoolAttribute).Length > 0 || node.Attributes.Text(StepsAttribute).Length == MostSteps))
            return false;
        channels = filter.Value.Dim(3) * (IsDepthwise(node) ? filter.Value.Dim(2) : 1);
        return true;
    }

    private static bool IsDepthwise(Node node) => node.Op == "DepthwiseConv2dNative" || (node.Op == Op && node.Attributes.Bool(DepthwiseAttribute));

    private static bool IsPlain(Node node) => !node.Attributes.Has("data_format") || node.Attributes.Text("data_format") == "NHWC";

    // One value a channel, as a vector or stretched along the dimensions before the last.
    private static bool IsVector([NotNullWhen(true)] ConstantValue? constant, int channels) => constant is { Value: { Rank: >= 1 and <= 4, Type: DataType.Float } value }
        && value.Count == channels && value.Dim(value.Rank - 1) == channels;

    private static Node Step(Node node, Node chain, char step, NodeOutput? constant)
    {
        string steps = chain.Op == Op ? chain.Attributes.Text(StepsAttribute) : "";
        NodeOutput[] inputs = constant is { } c ? [.. chain.Inputs, c] : [.. chain.Inputs];
        return new Node(Op, Marked(chain, steps + step, ""), node.Origin, inputs, [], [DataType.Float]);
    }

    private static Node Pool(Node node, Node chain)
    {
        NodeAttributes attributes = Marked(chain, chain.Op == Op ? chain.Attributes.Text(StepsAttribute) : "", node.Op);
        foreach (string name in (string[])["ksize", "strides", "padding"])
        {
            if (node.Attributes.TryGet(name, out AttrValue? value))
                attributes = attributes.With(PoolPrefix + name, value);
        }
        return new Node(Op, attributes, node.Origin, [.. chain.Inputs], [], [DataType.Float]);
    }

    private static NodeAttributes Marked(Node chain, string steps, string pool) => chain.Attributes
        .With(StepsAttribute, new AttrValue { S = ByteString.CopyFromUtf8(steps) })
        .With(PoolAttribute, new AttrValue { S = ByteString.CopyFromUtf8(pool) })
        .With(DepthwiseAttribute, new AttrValue { B = IsDepthwise(chain) });
}
