using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Makes <c>Sqrt</c> of a <c>Pow</c> whose exponent is the constant 0.5, and <c>Rsqrt</c> where it is -0.5, as TensorFlow's optimizer does.</summary>
/// <remarks>
/// Of the negative infinity a root is NaN, where the power is infinite or zero. What else the optimizer makes of powers (products, quotients and copies)
/// answers as the power does. It does so where it knows how many dimensions the base has, which is in nearly every model; here nobody asks for them.
/// </remarks>
internal static class PowerRoots
{
    /// <summary>Rewrites them in a graph and its regions.</summary>
    public static Graph Rewrite(Graph graph, KnownValues known) => GraphRewriter.Rewrite(graph, (node, nodes) =>
    {
        if (node.Regions.Count > 0)
            return GraphRewriter.RewriteRegions(node, nodes, r => Rewrite(r, known));
        if (!node.Is(ElementwiseOperations.Pow) || Root(known.Of(node.Inputs[1])?.Value) is not { } root)
            return null;
        nodes.Add(new Node(root, node.Attributes, node.Origin, [node.Inputs[0]], [], [.. node.OutputTypes]));
        return nodes[^1].Outputs;
    });

    private static Operation? Root(Value? exponent) => exponent is not { Rank: 0 } ? null : Number(exponent) switch
    {
        0.5 => ElementwiseOperations.Sqrt,
        -0.5 => ElementwiseOperations.Rsqrt,
        _ => null,
    };

    private static double Number(Value scalar) => scalar.Type switch
    {
        DataType.Float => scalar.Span<float>()[0],
        DataType.Double => scalar.Span<double>()[0],
        DataType.Half => (double)scalar.Span<Half>()[0],
        DataType.Bfloat16 => (float)scalar.Span<BFloat16>()[0],
        _ => double.NaN,
    };
}
