using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Operations.Shapes;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>
/// Drops what the shapes of a graph's tensors make needless: reshapes into the shape that is there already, tiles of one, sums with zeros;
/// and reads sizes from the signature's inputs instead of computing them step by step.
/// </summary>
internal sealed class ShapeSimplification
{
    private const int LongestChain = 64;
    private const int DeepestFill = 4;
    private readonly KnownValues _known;
    private readonly ShapeAnalysis _shapes;
    private readonly ReaderCounts _readers;

    private ShapeSimplification(Graph graph, KnownValues known)
    {
        _known = known;
        _shapes = new ShapeAnalysis(graph, known);
        _readers = new ReaderCounts(graph);
    }

    /// <summary>Simplifies a graph; regions are left alone, as nothing is known of what they are given.</summary>
    public static Graph Simplify(Graph graph, KnownValues known)
    {
        Graph simplified = GraphRewriter.Rewrite(graph, new ShapeSimplification(graph, known).Replace);
        // Sizes that were computed on different ways are read in one now.
        return ReferenceEquals(simplified, graph) ? graph : Duplicates.Merge(simplified, known);
    }

    private NodeOutput[]? Replace(Node node, Node rewired, List<Node> nodes, Func<NodeOutput, NodeOutput> map)
    {
        if (node.Types.Length != 1 || node.IsConstant || node.Inputs.Count == 0)
            return null;
        if (SameAs(node) is { } same)
            return [map(same)];
        if (node.Is(ArrayOperations.Reshape) && RowsOfProduct(node) is { } rows)
            return [Product(node.Inputs[0].Node, rows, nodes, map)];
        return node.Types[0] is DataType.Int32 or DataType.Int64 && Effects.IsPure(node) && _shapes[node.Output()] is { Content: { } content, Sizes: { } sizes }
            ? Sizes(node, content, sizes.Length == 0, nodes, map)
            : null;
    }

    // The tensor whose elements and shape a node gives again.
    private NodeOutput? SameAs(Node node)
    {
        if (IsView(node))
            return ViewedBefore(node);
        if (IsTiledOnce(node) || KeepsOrder(node))
            return node.Inputs[0];
        if (!node.IsAny(ElementwiseOperations.AddV2, ElementwiseOperations.Add))
            return null;
        return IsZero(node, 1) ? node.Inputs[0] : IsZero(node, 0) ? node.Inputs[1] : null;
    }

    private static bool IsView(Node node) => node.IsAny(ArrayOperations.Reshape, ArrayOperations.ExpandDims, ArrayOperations.Squeeze);

    // Of a chain of views, the nearest tensor that has the last one's shape.
    private NodeOutput? ViewedBefore(Node node)
    {
        SymbolicTensor shape = _shapes[node.Output()];
        Node view = node;
        for (int i = 0; i < LongestChain && (IsView(view) || IsTiledOnce(view)); i++)
        {
            if (_shapes[view.Inputs[0]].HasSizesOf(shape))
                return view.Inputs[0];
            view = view.Inputs[0].Node;
        }
        return null;
    }

    // Of a product between two reshapes, the tensor whose rows are multiplied: the first reshape only put all its rows into a matrix, and
    // the second one undoes that.
    private NodeOutput? RowsOfProduct(Node reshape)
    {
        if (reshape.Inputs[0].MadeBy(LinearOperations.MatMul) is not { } product || !_readers.IsReadOnce(product))
            return null;
        bool isOfWeights = !product.Attributes.Bool("transpose_a", false) && _known.Of(product.Inputs[1]) is { Value.Rank: 2 };
        if (!isOfWeights || _shapes[product.Inputs[0]].Sizes is not [_, var columns] || _shapes[product.Output()].Sizes is not [_, var results])
            return null;
        if (_shapes[reshape.Output()].Sizes is not { Length: > 2 } wanted || wanted[^1] != results)
            return null;
        Node view = product.Inputs[0].Node;
        for (int i = 0; i < LongestChain && (IsView(view) || KeepsOrder(view)); i++)
        {
            if (_shapes[view.Inputs[0]].Sizes is { Length: > 2 } sizes && sizes[^1] == columns && sizes.AsSpan()[..^1].SequenceEqual(wanted.AsSpan()[..^1]))
                return view.Inputs[0];
            view = view.Inputs[0].Node;
        }
        return null;
    }

    private static NodeOutput Product(Node product, NodeOutput rows, List<Node> nodes, Func<NodeOutput, NodeOutput> map)
    {
        var attributes = new NodeAttributes(
        [
            new("T", new AttrValue { Type = product.Types[0] }), new("adj_x", new AttrValue { B = false }),
            new("adj_y", new AttrValue { B = product.Attributes.Bool("transpose_b", false) }),
        ]);
        nodes.Add(new Node(LinearOperations.BatchMatMulV2, attributes, product.Origin, [map(rows), map(product.Inputs[1])], [], product.Types));
        return nodes[^1].Output();
    }

    private bool KeepsOrder(Node node) =>
        node.Is(ArrayOperations.Transpose) && _known.IntegersOf(node.Inputs[1]) is { } order && order.Index().All(o => o.Item == o.Index);

    private bool IsTiledOnce(Node node) => node.Is(ArrayOperations.Tile) && _shapes[node.Inputs[1]].Content is { } times && times.All(t => t.Is(1));

    private bool IsZero(Node sum, int side) => sum.Types[0] is DataType.Int32 or DataType.Int64 && FilledWith(sum.Inputs[side], 0) == 0
        && _shapes[sum.Inputs[1 - side]].HasSizesOf(_shapes[sum.Output()]);

    // The number that every element is; null if they may differ.
    private long? FilledWith(NodeOutput output, int depth)
    {
        Node node = output.Node;
        if (_known.IntegersOf(output) is [long single])
            return single;
        if (depth == DeepestFill)
            return null;
        if (node.Is(ArrayOperations.Fill))
            return FilledWith(node.Inputs[1], depth + 1);
        if (node.IsAny(ArrayOperations.Tile, ArrayOperations.Reshape, ArrayOperations.ExpandDims))
            return FilledWith(node.Inputs[0], depth + 1);
        bool isZero = node.Is(ElementwiseOperations.Mul) && (FilledWith(node.Inputs[0], depth + 1) == 0 || FilledWith(node.Inputs[1], depth + 1) == 0);
        return isZero ? 0 : null;
    }

    // One step for a number or a vector that consists of sizes of the signature's inputs and of numbers.
    private NodeOutput[]? Sizes(Node node, SymbolicSize[] content, bool isScalar, List<Node> nodes, Func<NodeOutput, NodeOutput> map)
    {
        if (content.All(c => c.IsKnown))
            return [Constant(node, content, isScalar, nodes)];
        if (node.Is(ArrayOperations.Shape) || content.Any(c => !c.IsKnown && !IsSizeOfParameter(c)))
            return null;
        if (isScalar)
        {
            (NodeOutput tensor, int dimension) = Element(content[0]);
            nodes.Add(DimensionFusion.Size(node, tensor, dimension, _known, nodes));
        }
        else
        {
            nodes.Add(DimensionFusion.Vector(node, [.. content.Select(Element)], _known, nodes));
        }
        return [nodes[^1].Output()];

        (NodeOutput Tensor, int Dimension) Element(SymbolicSize size)
        {
            if (size.IsKnown)
                return (Number(node, size.Value, nodes), SizeVectorStep.Itself);
            (NodeOutput tensor, int dimension) = _shapes.OriginOf(size.Symbol);
            return (map(tensor), dimension);
        }
    }

    private bool IsSizeOfParameter(SymbolicSize size) => _shapes.OriginOf(size.Symbol) is { Dimension: >= 0, Tensor.Node.IsParameter: true };

    private NodeOutput Number(Node node, long number, List<Node> nodes) => Constant(node, [new SymbolicSize(number)], true, nodes);

    private NodeOutput Constant(Node node, SymbolicSize[] content, bool isScalar, List<Node> nodes)
    {
        TensorShape shape = isScalar ? TensorShape.Scalar : new TensorShape(content.Length);
        Tensor tensor = node.Types[0] == DataType.Int32
            ? Tensor.From<int>(shape, [.. content.Select(c => (int)c.Value)])
            : Tensor.From<long>(shape, [.. content.Select(c => c.Value)]);
        NodeOutput constant = _known.Add(ConstantValue.From(tensor), node.Origin);
        nodes.Add(constant.Node);
        return constant;
    }
}
