using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Shapes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Shapes;

/// <summary>Finds what shapes the tensors of a graph have: in numbers where they are known, in symbols where only a call tells.</summary>
/// <remarks>
/// An operation without a rule gives tensors of unknown rank, so nothing wrong follows from what is missing here. All that is said
/// holds for calls in which every operation succeeds.
/// </remarks>
internal sealed class ShapeAnalysis
{
    private readonly Dictionary<NodeOutput, SymbolicTensor> _tensors;
    private readonly List<(NodeOutput Tensor, int Dimension)> _origins = [];
    private readonly IKnownTensors _known;

    /// <summary>Analyses a graph; regions are not looked into.</summary>
    public ShapeAnalysis(Graph graph, IKnownTensors known)
    {
        _known = known;
        _tensors = new(graph.Nodes.Count);
        var request = new Request(this);
        foreach (Node node in graph.Nodes)
        {
            if (node.Types.Length == 0)
                continue;
            SymbolicTensor first = Given(node) ?? Consistent(request.Ask(node), node.Types[0]);
            if (first.Sizes is not null)
                _tensors.Add(node.Output(), first);
        }
    }

    /// <summary>What is known of a tensor.</summary>
    public SymbolicTensor this[NodeOutput output] => _tensors.GetValueOrDefault(output);

    /// <summary>Where the size that a symbol stands for was first met: a tensor and its dimension.</summary>
    public (NodeOutput Tensor, int Dimension) OriginOf(int symbol) => _origins[symbol - 1];

    // More or fewer elements than the shape has come of a node that fails: it must stay, to do so.
    // Elements that their type does not hold have wrapped around.
    private static SymbolicTensor Consistent(SymbolicTensor tensor, DataType type)
    {
        bool wraps = type == DataType.Int32 && tensor.Content is { } elements
            && Array.Exists(elements, e => e.IsKnown && e.Value is < int.MinValue or > int.MaxValue);
        bool contradicts = tensor is { Sizes: { Length: <= 1 } sizes, Content: { } content }
            && (sizes is [var size] ? size.IsKnown && size.Value != content.Length : content.Length != 1);
        return contradicts || wraps ? new SymbolicTensor(tensor.Sizes) : tensor;
    }

    private SymbolicSize Fresh(Node node, int dimension)
    {
        _origins.Add((node.Output(), dimension));
        return new SymbolicSize(0, _origins.Count);
    }

    private SymbolicTensor? Given(Node node)
    {
        NodeOutput output = node.Output();
        if (_known.ShapeOf(output) is not { } shape)
            return node.IsParameter ? SymbolicTensor.Unknown : null;
        if (shape.Rank < 0)
            return SymbolicTensor.Unknown;
        var sizes = new SymbolicSize[shape.Rank];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = shape.Dimensions[i] < 0 ? Fresh(node, i) : new SymbolicSize(shape.Dimensions[i]);
        long[]? integers = sizes.Length <= 1 ? _known.IntegersOf(output) : null;
        return new SymbolicTensor(sizes, integers is null ? null : [.. integers.Select(i => new SymbolicSize(i))]);
    }

    // One object for all nodes, in turn.
    private sealed class Request(ShapeAnalysis shapes) : ShapeRequest
    {
        private Node? _node;

        public override int InputCount => _node!.Inputs.Count;

        public override NodeAttributes Attributes => _node!.Attributes;

        public override DataType OutputType => _node!.Types[0];

        public override SymbolicTensor this[int input] => shapes[_node!.Inputs[input]];

        public SymbolicTensor Ask(Node node)
        {
            _node = node;
            return node.Operation?.Shapes is { } rule ? rule.First(this) : SymbolicTensor.Unknown;
        }

        public override long[]? Integers(int input) => shapes._known.IntegersOf(_node!.Inputs[input]);

        public override SymbolicSize Fresh(int dimension) => shapes.Fresh(_node!, dimension);
    }
}
