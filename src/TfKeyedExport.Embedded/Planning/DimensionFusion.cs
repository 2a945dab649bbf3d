using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>
/// Reads sizes from tensors themselves: a slice of a tensor's shape that takes one size, and vectors that are packed of such sizes and of
/// constants, become one step each.
/// </summary>
internal static class DimensionFusion
{
    /// <summary>Fuses in a graph and its regions.</summary>
    public static Graph Fuse(Graph graph, KnownValues known) => GraphRewriter.Rewrite(graph, (node, nodes) =>
    {
        if (node.Regions.Count > 0)
            return GraphRewriter.RewriteRegions(node, nodes, r => Fuse(r, known));
        Node? fused = node.Is(ArrayOperations.StridedSlice) ? Size(node, known, nodes) : node.Is(ArrayOperations.Pack) ? Vector(node, known, nodes) : null;
        if (fused is null)
            return null;
        nodes.Add(fused);
        return [fused.Output()];
    });

    /// <summary>Makes the step that gives one size.</summary>
    /// <param name="like">The node that it stands for.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="dimension">The dimension, from 0.</param>
    /// <param name="known">The constants.</param>
    /// <param name="nodes">The list of new nodes, for the constant that it reads.</param>
    public static Node Size(Node like, NodeOutput tensor, int dimension, KnownValues known, List<Node> nodes) =>
        Make(new SizeStep(), like, [tensor, Constant(dimension, like, known, nodes)]);

    /// <summary>Makes the step that gives a vector of sizes and numbers.</summary>
    /// <param name="like">The node that it stands for.</param>
    /// <param name="elements">For each element a tensor and its dimension, or a number and <see cref="SizeVectorStep.Itself"/>.</param>
    /// <param name="known">The constants.</param>
    /// <param name="nodes">The list of new nodes, for the constants that it reads.</param>
    public static Node Vector(Node like, (NodeOutput Tensor, int Dimension)[] elements, KnownValues known, List<Node> nodes) =>
        Make(new SizeVectorStep(), like, [.. elements.SelectMany(e => (NodeOutput[])[e.Tensor, Constant(e.Dimension, like, known, nodes)])]);

    private static Node? Size(Node slice, KnownValues known, List<Node> nodes)
    {
        StridedSliceMasks masks = StridedSliceMasks.Of(slice.Attributes);
        bool takesOne = masks.ShrinkAxis == 1 && masks.TakesDimensionsInOrder && (masks.Begin & 1) == 0;
        if (!takesOne || slice.Inputs[0].MadeBy(ArrayOperations.Shape) is not { } shape)
            return null;
        if (known.Of(slice.Inputs[1])?.Value is not { Count: 1, Rank: 1 } begin || known.Of(slice.Inputs[3])?.Value is not { Count: 1 } stride)
            return null;
        // A dimension counted from the end has to be read by rank, which the slice itself does.
        return Number(stride) == 1 && Number(begin) >= 0
            ? Size(slice, shape.Inputs[0], (int)Number(begin), known, nodes)
            : null;
    }

    private static Node? Vector(Node pack, KnownValues known, List<Node> nodes)
    {
        bool packs = pack.Attributes.Int("axis", 0) == 0 && pack.OutputTypes[0] is DataType.Int32 or DataType.Int64
            && pack.Inputs.Any(i => i.Node.Work is SizeStep) && pack.Inputs.All(i => i.Node.Work is SizeStep || known.Of(i)?.Value.Rank == 0);
        if (!packs)
            return null;
        var inputs = new List<NodeOutput>(2 * pack.Inputs.Count);
        foreach (NodeOutput input in pack.Inputs)
        {
            if (input.Node.Work is SizeStep)
                inputs.AddRange(input.Node.Inputs);
            else
                inputs.AddRange([input, Constant(SizeVectorStep.Itself, pack, known, nodes)]);
        }
        return Make(new SizeVectorStep(), pack, [.. inputs]);
    }

    private static Node Make(Step step, Node like, NodeOutput[] inputs) => new(step, NodeAttributes.None, like.Origin, inputs, [], [.. like.OutputTypes]);

    private static NodeOutput Constant(int value, Node like, KnownValues known, List<Node> nodes)
    {
        NodeOutput constant = known.Add(ConstantValue.From(Tensor.From(TensorShape.Scalar, [value])), like.Origin);
        nodes.Add(constant.Node);
        return constant;
    }

    private static long Number(Value value) => value.Type == DataType.Int64 ? value.Scalar<long>() : value.Scalar<int>();
}
