using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Nn;
using TfKeyedExport.Operations.Reductions;
using TfKeyedExport.Operations.Shapes;
using TfKeyedExport.Operations.Tables;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Shapes;

/// <summary>Finds what shapes the tensors of a graph have: in numbers where they are known, in symbols where only a call tells.</summary>
/// <remarks>
/// An operation without a rule gives tensors of unknown rank, so nothing wrong follows from what is missing here. All that is said
/// holds for calls in which every operation succeeds.
/// </remarks>
internal sealed class ShapeAnalysis
{
    // So many times a size that a call brings is taken to fit into an int32; what is more may have wrapped around.
    private const int MostTimes = 1024;

    // The same of an int64.
    private const long MostTimesLong = 1L << 32;

    // Regions within regions, and identities.
    private const int LongestDetour = 64;

    private readonly Dictionary<NodeOutput, SymbolicTensor> _tensors;
    private readonly Dictionary<Node, NodeOutput> _outer = [];
    private readonly IKnownTensors _known;
    private readonly Request _request;
    private readonly RegionShapes? _regions;
    private readonly bool _holdsForEmpty;

    /// <summary>Analyses a graph; regions are not looked into.</summary>
    public ShapeAnalysis(Graph graph, IKnownTensors known)
        : this(graph, known, [], followsRows: false)
    {
    }

    /// <summary>Analyses a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="known">What is known of its constants and parameters.</param>
    /// <param name="dimensions">Dimensions of parameters that have one size in common.</param>
    /// <param name="followsRows">
    /// Whether branches and loops are followed, and what is said of sizes need not hold for calls without rows, in which nothing can be mistaken.
    /// </param>
    public ShapeAnalysis(Graph graph, IKnownTensors known, IReadOnlyCollection<(Node Parameter, int Dimension)> dimensions, bool followsRows)
    {
        _known = known;
        _tensors = new(graph.Nodes.Count);
        _request = new Request(this);
        _regions = followsRows ? new RegionShapes(this) : null;
        _holdsForEmpty = !followsRows;
        if (dimensions.Count > 0)
            Common = Symbols.Fresh(dimensions.First().Parameter.Output(), dimensions.First().Dimension);
        foreach ((Node parameter, int dimension) in dimensions)
        {
            if (Given(parameter) is { Sizes: { } sizes } && dimension < sizes.Length)
                _tensors[parameter.Output()] = new SymbolicTensor([.. sizes.Select((s, i) => i == dimension ? Common : s)]);
        }
        Follow(graph);
    }

    /// <summary>What is known of a tensor.</summary>
    public SymbolicTensor this[NodeOutput output]
    {
        get => _tensors.GetValueOrDefault(output);
        internal set
        {
            if (value.Sizes is not null || value.List is not null)
                _tensors[output] = value;
            else
                _tensors.Remove(output);
        }
    }

    /// <summary>The symbols.</summary>
    public SymbolTable Symbols { get; } = new();

    /// <summary>The size that some dimensions of parameters have in common.</summary>
    public SymbolicSize Common { get; }

    /// <summary>Where the size that a symbol stands for was first met: a tensor and its dimension.</summary>
    public (NodeOutput Tensor, int Dimension) OriginOf(int symbol) => Symbols.OriginOf(symbol);

    /// <summary>The elements of a small constant of whole numbers, or of a tensor that always has the same; null of everything else.</summary>
    public long[]? IntegersOf(NodeOutput output) => _known.IntegersOf(output)
        ?? (this[output].Content is { } content && Array.TrueForAll(content, c => c.IsKnown) ? Array.ConvertAll(content, c => c.Value) : null);

    /// <summary>Whether a table certainly has single elements for keys: others may have vectors, and then gives one value for each of these.</summary>
    public bool HasSingleKeys(NodeOutput table)
    {
        Node node = table.Passed.Node;
        for (int i = 0; i < LongestDetour && _outer.TryGetValue(node, out NodeOutput outer); i++)
            node = outer.Passed.Node;
        return node.IsAny(
            TableOperations.HashTable, TableOperations.HashTableV2, TableOperations.AnonymousHashTable, TableOperations.AnonymousMutableHashTable,
            TableOperations.MutableHashTable, TableOperations.MutableHashTableV2,
            TableOperations.MutableHashTableOfTensors, TableOperations.MutableHashTableOfTensorsV2);
    }

    /// <summary>Notes that a region's parameter always is a tensor of the graph around it.</summary>
    internal void Bind(Node parameter, NodeOutput outer)
    {
        _known.Bind(parameter, outer);
        _outer[parameter] = outer;
    }

    /// <summary>Goes through a graph whose parameters are set.</summary>
    internal void Follow(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Types.Length == 0 || (node.IsParameter && _tensors.ContainsKey(node.Output())))
                continue;
            if (node.Regions.Count > 0)
            {
                _regions?.Follow(node);
                continue;
            }
            this[node.Output()] = Given(node) ?? Consistent(_request.Ask(node, 0), node.Output());
            if (node.Operation?.Shapes?.Further is null)
                continue;
            for (int i = 1; i < node.Types.Length; i++)
                this[node.Output(i)] = Consistent(_request.Ask(node, i), node.Output(i));
        }
    }

    // More or fewer elements than the shape has come of a node that fails: it must stay, to do so.
    // Elements that their type does not hold have wrapped around, and are other numbers.
    private SymbolicTensor Consistent(SymbolicTensor tensor, NodeOutput output)
    {
        bool contradicts = tensor is { Sizes: { Length: <= 1 } sizes, Content: { } content }
            && (sizes is [var size] ? size.IsKnown && size.Value != content.Length : content.Length != 1);
        if (tensor.Content is { } numbers && Array.Exists(numbers, e => IsTooLarge(e, output)))
            return tensor with { Content = null };
        if (output.Type != DataType.Int32 || tensor.Content is not { } elements)
            return contradicts ? tensor with { Content = null } : tensor;
        bool wraps = Array.Exists(elements, e => e.IsKnown ? e.Value is < int.MinValue or > int.MaxValue
            : Symbols.IsSize(e) && Symbols.FactorsOf(e).Number > MostTimes);
        return contradicts || wraps ? tensor with { Content = null }
            : Array.Exists(elements, MayWrap)
                ? tensor with { Content = [.. elements.Select(e => MayWrap(e) ? Symbols.Fresh(output, ViewShapes.UnknownElement) : e)] }
                : tensor;
    }

    // A product of sizes fits if these are one tensor's, which has so many elements; of others, 65,536 times 65,536 is no more than 0.
    private bool IsTooLarge(SymbolicSize element, NodeOutput output)
    {
        if (element.IsKnown || _regions is null)
            return false;
        Factors factors = Symbols.FactorsOf(element);
        bool isLong = output.Type == DataType.Int64;
        if (isLong && factors.Number > (factors.Symbols.Length == 1 ? MostTimesLong : MostTimes))
            return true;
        return factors.Symbols.Length > (isLong ? 2 : 1) && output.Node.IsAny(ElementwiseOperations.Mul, ReductionOperations.Prod, ElementwiseOperations.Cast)
            && !_tensors.Values.Any(t => t.Sizes is { } sizes && HasAll(sizes, factors.Symbols));
    }

    private bool HasAll(SymbolicSize[] sizes, int[] symbols)
    {
        List<int> rest = [.. sizes.Where(s => !s.IsKnown).SelectMany(s => Symbols.FactorsOf(s).Symbols)];
        return symbols.All(rest.Remove);
    }

    // An element may be any number of its type, so that none fits that is a product of it, or of a longer type.
    private bool MayWrap(SymbolicSize element) => !element.IsKnown && !Symbols.IsSize(element)
        && (Symbols.FactorsOf(element) is not { Number: 1, Symbols: [var symbol] } || OriginOf(symbol).Tensor.Type != DataType.Int32);

    private SymbolicTensor? Given(Node node)
    {
        NodeOutput output = node.Output();
        if (_known.ShapeOf(output) is not { } shape)
            return node.IsParameter ? SymbolicTensor.Unknown : null;
        if (shape.Rank < 0)
            return SymbolicTensor.Unknown;
        var sizes = new SymbolicSize[shape.Rank];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = shape.Dimensions[i] < 0 ? Symbols.Fresh(output, i) : new SymbolicSize(shape.Dimensions[i]);
        long[]? integers = sizes.Length <= 1 ? _known.IntegersOf(output) : null;
        return new SymbolicTensor(sizes, integers is null ? null : [.. integers.Select(i => new SymbolicSize(i))]);
    }

    // One object for all nodes, in turn.
    private sealed class Request(ShapeAnalysis shapes) : ShapeRequest
    {
        private Node? _node;
        private int _output;

        public override int InputCount => _node!.Inputs.Count;

        public override NodeAttributes Attributes => _node!.Attributes;

        public override DataType OutputType => _node!.Types[_output];

        public override SymbolicTensor this[int input] => shapes[_node!.Inputs[input]];

        public override bool IsDepthwise => _node!.Is(NnOperations.DepthwiseConv2dNative);

        public override bool HasSingleKeys(int input) => shapes.HasSingleKeys(_node!.Inputs[input]);

        public override bool IsAtLeast(int input, SymbolicSize number)
        {
            Node node = _node!.Inputs[input].Passed.Node;
            while (node.Is(ElementwiseOperations.Cast) && IsKept(node.Inputs[0].Type, node.Types[0]))
                node = node.Inputs[0].Passed.Node;
            return node.Is(ElementwiseOperations.Maximum) && node.Inputs.Any(i => shapes[i].Content is [var known] && known == number);
        }

        // What wraps around may be less than it was.
        private static bool IsKept(DataType from, DataType to) =>
            (from, to) is (DataType.Int32, DataType.Int32 or DataType.Int64) or (DataType.Int64, DataType.Int64);

        public SymbolicTensor Ask(Node node, int output)
        {
            _node = node;
            _output = output;
            if (node.Operation is { PassesValues: true } && output < node.Inputs.Count)
                return shapes[node.Inputs[output]];
            if (node.Operation?.Shapes is not { } rule)
                return SymbolicTensor.Unknown;
            return output == 0 ? rule.First(this) : rule.Further!(this, output);
        }

        public override long[]? Integers(int input) => shapes.IntegersOf(_node!.Inputs[input]);

        public override SymbolicSize Fresh(int dimension) => shapes.Symbols.Fresh(_node!.Output(_output), dimension);

        public override bool IsSize(SymbolicSize size) => shapes.Symbols.IsSize(size);

        public override SymbolicSize? Product(SymbolicSize left, SymbolicSize right) => shapes.Symbols.Product(left, right);

        public override SymbolicSize? Quotient(SymbolicSize dividend, SymbolicSize divisor) =>
            divisor.IsKnown || !shapes._holdsForEmpty ? shapes.Symbols.Quotient(dividend, divisor) : null;
    }
}
