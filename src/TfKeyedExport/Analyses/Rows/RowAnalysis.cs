using TfKeyedExport.Analyses.Hints;
using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Reductions;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>
/// Finds what each tensor of a graph has to do with the rows of a batch: on which axis they stand, and whether what stands there depends on its
/// own row alone, whatever the others are, where it stands among them and how many there are.
/// </summary>
/// <remarks>
/// All that is said holds for calls in which every operation succeeds, bit for bit where an engine computes a row alike in every batch.
/// An operation without a rule loses all rows that reach it, so that nothing wrong follows from what is missing here.
/// </remarks>
internal sealed class RowAnalysis
{
    // No exporter writes longer chains of views; whoever does must not have them followed from each of their ends.
    private const int MostViews = 64;

    private readonly Dictionary<NodeOutput, RowState> _states;
    private readonly WrittenState _written;
    private readonly RegionRows _regions;
    private readonly LostWidths _widths;
    private readonly EqualTensors _equal = new();

    /// <summary>Analyses a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="known">What is known of its constants, and the shapes that its parameters are declared with.</param>
    /// <param name="parameters">What each parameter has to do with the rows of the request: of those with a row for each, all have as many.</param>
    /// <param name="written">What other signatures write; null if there are none.</param>
    public RowAnalysis(Graph graph, IKnownTensors known, IReadOnlyList<RowState> parameters, WrittenState? written = null)
    {
        _written = written ?? new WrittenState();
        Node[] batched = [.. graph.Parameters.Where((_, i) => parameters[i] is RowsState { Axis: 0, Map: var map } && map == RowMap.Rows)];
        Shapes = new ShapeAnalysis(graph, known, [.. batched.Select(p => (p, 0))], followsRows: true);
        Sizes = new RowSizes(Shapes);
        _widths = new LostWidths(Sizes, Shapes.Symbols);
        if (batched.Length > 0)
            Sizes.NoteRows(Shapes.Common);
        _states = new(graph.Nodes.Count);
        _written.Scan(graph);
        _regions = new RegionRows(this);
        for (int i = 0; i < parameters.Count; i++)
            Set(graph.Parameters[i].Output(), parameters[i], parameters[i] is SplitsState ? RowState.Counted : RowState.Shared);
        Follow(graph);
    }

    /// <summary>The shapes of the graph's tensors.</summary>
    public ShapeAnalysis Shapes { get; }

    /// <summary>What decides sizes.</summary>
    public RowSizes Sizes { get; }

    /// <summary>What a tensor has to do with rows.</summary>
    public RowState this[NodeOutput tensor] => _states.TryGetValue(tensor, out RowState? state) ? state : Lost(tensor.Node, Loss.Unknown, "is not followed");

    /// <summary>Notes it.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="state">What it is.</param>
    /// <param name="widths">What decides those of its sizes that are new here, other than the number of entries.</param>
    internal void Set(NodeOutput tensor, RowState state, RowState widths)
    {
        _states[tensor] = state;
        Sizes.Note(tensor, state, widths);
    }

    /// <summary>A node that loses rows.</summary>
    internal static LostState Lost(Node node, Loss loss, string what) => new(new NodeCulprit(node, loss, what));

    /// <summary>Goes through a graph whose parameters are set.</summary>
    internal void Follow(Graph graph)
    {
        var before = new Dictionary<int, List<Node>>();
        foreach (Node node in graph.Nodes)
        {
            if (node.IsParameter)
                continue;
            _equal.Note(node, before, this);
            if (node.Regions.Count > 0)
            {
                _regions.Follow(node);
                continue;
            }
            for (int i = 0; i < node.Types.Length; i++)
                Follow(node, i);
        }
    }

    private void Follow(Node node, int output)
    {
        var request = new Request(this, node);
        RowState state = StateOf(node, output, request);
        NodeOutput tensor = node.Output(output);
        RowState widths = state switch
        {
            RowsState or ListState => request.WidthsAreShared ? WidthsOf(node) : Lost(node, Loss.Width, "makes a tensor as wide as the batch's widest row"),
            _ => state,
        };
        Set(tensor, state, widths);
        // Numbers that are made of sizes depend on what these depend on.
        if (Shapes[tensor].Content is { } content && state is not OneRowState)
            _states[tensor] = content.Aggregate(RowState.Shared, (sum, c) => RowStates.Sum(sum, Sizes.StateOf(c)));
    }

    // What is new in a shape is made of the sizes and numbers that a node is given.
    private RowState WidthsOf(Node node)
    {
        RowState widths = RowState.Shared;
        foreach (NodeOutput input in node.Inputs)
        {
            RowsState? rows = this[input] as RowsState;
            SymbolicTensor shape = Shapes[input];
            // Of a list, what is not known of its elements' sizes may differ from one to the next.
            if (this[input] is ListState list
                ? list.Over is null && (shape.List is not { } of || of.Contains(RegionShapes.Open))
                : shape.Sizes is null && this[input] is not (SharedState or OneRowState))
                return Lost(input.Node, Loss.Width, "gives a tensor of sizes that are not known");
            SymbolicSize[] sizes = shape.Sizes ?? [];
            for (int i = 0; i < sizes.Length; i++)
            {
                if (rows?.Axis != i)
                    widths = RowStates.Sum(widths, Sizes.StateOf(sizes[i]));
            }
        }
        return widths;
    }

    private RowState StateOf(Node node, int output, Request request)
    {
        if (node.Operation is not { } operation)
            return Lost(node, Loss.Unknown, "is no operation of TensorFlow's");
        if (node.IsConstant)
            return RowState.Shared;
        if (operation.Effect is Effect.Draws)
            return Lost(node, Loss.Random, "gives something else in every call");
        if (operation.Effect is Effect.Writes or Effect.Sequenced)
            return Lost(node, Loss.Unknown, "changes something that is kept, or nothing is known of it");
        bool isState = operation.Effect is Effect.Handle || (operation.Effect is Effect.Reads && node.Inputs.Count == 0);
        if (isState)
            return _written.IsWritten(node) ? Lost(node, Loss.State, "is changed by calls: what it holds depends on those before") : RowState.Shared;
        if (operation.PassesValues)
            return this[node.Inputs[output]];
        if (operation.TakesSizes)
            return operation.Rows is { } sized ? sized.Of(request, output) : OfSizes(node);
        RowState all = RowState.Shared;
        bool hasRows = false;
        foreach (NodeOutput input in node.Inputs)
        {
            RowState own = this[input];
            if (own is RowsState { Content: RowContent.CoordinatesFirst } && operation.Rows is not { MovesAll: true })
                return request.Places();
            if (own is LostState && !(operation.Rows is { TakesWidths: true } && Shapes[input].Content is not null))
                return own;
            if (own is LostState or RowsState or ListState or SplitsState or OneRowState { IsNumber: true })
                hasRows = true;
            else
                all = RowStates.Sum(all, own);
        }
        if (operation.Rows is { } rule && (hasRows || rule.IsAskedAlways || all is CountedState))
        {
            RowState said = OneRow(request) ?? Said(rule, request, output);
            // What is made of numbers of rows alone depends on these alone, whatever it is; who lets it reach a row is to blame.
            return said is LostState && !hasRows && all is CountedState ? all : said;
        }
        return hasRows ? Lost(node, Loss.Unknown, "has no rule: nothing is known of what it does to rows") : all;
    }

    private RowState Said(RowRule rule, Request request, int output)
    {
        RowState said = Told(rule.Of(request, output), rule.Tells);
        return rule.SeesWidths ? said : _widths.Checked(request, output, said);
    }

    private static RowState Told(RowState state, RowFacts tells) => state is not RowsState rows ? state : rows with
    {
        Counts = tells.HasFlag(RowFacts.Counts) ? rows.Counts : null,
        IsOwnNumber = rows.IsOwnNumber && tells.HasFlag(RowFacts.OwnNumber),
        Width = tells.HasFlag(RowFacts.Width) ? rows.Width : null,
        Filling = tells.HasFlag(RowFacts.Filling) ? rows.Filling : RowFilling.Unknown,
    };

    // What is known of a size is told by what it consists of; of others, only that they are a shared tensor's.
    private RowState OfSizes(Node node) => node.Inputs.All(i => this[i] is SharedState or OneRowState)
        ? node.Inputs.Aggregate(RowState.Shared, (sum, i) => RowStates.Sum(sum, this[i]))
        : Lost(node, Loss.Unknown, "gives sizes that are not known");

    // In a loop over rows, a row and what all share make something of that row.
    private static RowState? OneRow(Request request)
    {
        RowState? row = null;
        for (int i = 0; i < request.InputCount; i++)
        {
            if (request[i] is OneRowState { IsNumber: false })
                row = row is null ? request[i] : RowStates.Sum(row, request[i]);
            else if (request[i] is not SharedState)
                return null;
        }
        return row;
    }

    /// <summary>What rules may know of a node.</summary>
    private sealed class Request(RowAnalysis rows, Node node) : RowRequest
    {
        public bool WidthsAreShared { get; private set; } = true;

        public override int InputCount => node.Inputs.Count;

        public override int OutputCount => node.Types.Length;

        public override NodeAttributes Attributes => node.Attributes;

        public override RowState this[int input] => rows[node.Inputs[input]];

        public override SymbolicTensor Shape(int input) => rows.Shapes[node.Inputs[input]];

        public override bool HasSingleKeys(int input) => rows.Shapes.HasSingleKeys(node.Inputs[input]);

        public override SymbolicTensor OutputShape(int output) => rows.Shapes[node.Output(output)];

        public override DataType InputType(int input) => node.Inputs[input].Type;

        public override DataType OutputType(int output) => node.Types[output];

        public override long[]? Integers(int input) => rows.Shapes.IntegersOf(node.Inputs[input]);

        public override double? Number(int input)
        {
            Node source = node.Inputs[input].Passed.Node;
            return source.IsConstant && ConstantReader.Read(source.Output()) is { Count: 1 } constant ? Numbers.Any(constant, 0) : null;
        }

        public override SymbolicSize? OneMoreThan(int input)
        {
            Node sum = node.Inputs[input].Passed.Node;
            if (!sum.IsAny(ElementwiseOperations.AddV2, ElementwiseOperations.Add))
                return null;
            for (int i = 0; i < 2; i++)
            {
                if (rows.Shapes.IntegersOf(sum.Inputs[i]) is [1] && rows.Shapes[sum.Inputs[1 - i]].Content is [{ IsKnown: false } number])
                    return number;
            }
            return null;
        }

        public override bool IsSum => node.IsAny(ReductionOperations.Cumsum, ReductionOperations.Sum);

        public override bool HoldsForSeveralRows(int input) => new EmptyTest(rows).HoldsForSeveral(node.Inputs[input]);

        // The same elements in the same order decide the same, however they are viewed.
        public override object Source(int input)
        {
            if (input < 0)
                return rows._equal[node];
            NodeOutput source = rows._equal[node.Inputs[input].Passed];
            for (int i = 0; i < MostViews && source.Node.IsAny(ArrayOperations.Reshape, ArrayOperations.ExpandDims, ArrayOperations.Squeeze); i++)
                source = rows._equal[source.Node.Inputs[0].Passed];
            return source;
        }

        public override RowMap? MapOf(SymbolicSize size) => rows.Sizes.MapOf(size);

        public override bool IsShared(SymbolicSize size) => rows.Sizes.IsShared(size);

        public override bool IsSize(SymbolicSize size) => rows.Sizes.IsSize(size);

        public override SymbolicSize? Product(SymbolicSize left, SymbolicSize right) => rows.Shapes.Symbols.Product(left, right);

        public override void WidensToWidest() => WidthsAreShared = false;

        public override RowState Disordered(int input) => new LostState(NodeCulprit.OfOrders(node, node.Inputs[input]));

        public override RowState Lost(Loss loss, string what) => RowAnalysis.Lost(node, loss, what);
    }
}
