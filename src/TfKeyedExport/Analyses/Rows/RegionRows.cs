using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>Follows rows into branches and loops, and out of them.</summary>
internal sealed class RegionRows(RowAnalysis rows)
{
    // Each round leaves fewer variables with what they were.
    private const int MostRounds = 16;

    /// <summary>Goes through a node's regions.</summary>
    public void Follow(Node node)
    {
        if (node.IsLoop)
            FollowLoop(node);
        else if (node.IsAny(ControlFlowOperations.If, ControlFlowOperations.StatelessIf, ControlFlowOperations.Case, ControlFlowOperations.StatelessCase))
            FollowBranches(node);
        else
            LoseAll(node);
    }

    private void LoseAll(Node node)
    {
        RowState lost = RowAnalysis.Lost(node, Loss.Unknown, "gathers the rows of several calls");
        foreach (NodeOutput output in node.Outputs)
            rows.Set(output, lost, lost);
    }

    private void FollowBranches(Node node)
    {
        RowState choice = rows[node.Inputs[0]];
        foreach (Graph branch in node.Regions)
        {
            for (int i = 0; i < branch.Parameters.Count && i + node.FirstGiven < node.Inputs.Count; i++)
                Pass(node.Inputs[i + node.FirstGiven], branch.Parameters[i].Output());
            rows.Follow(branch);
        }
        for (int i = 0; i < node.Types.Length; i++)
        {
            NodeOutput output = node.Output(i);
            RowState state = choice switch
            {
                SharedState => Joined(node, [.. node.Regions.Select(b => b.Results[i])]),
                OneRowState { IsNumber: false } => node.Regions.Select(b => rows[b.Results[i]]).Aggregate(choice, RowStates.Sum),
                LostState => choice,
                CountedState when EmptyBranch(node) is int empty => OfNonEmpty(node, empty, i),
                _ => RowAnalysis.Lost(node, Loss.Mixed, "chooses between its branches by what all rows of the batch decide"),
            };
            rows.Set(output, state, Widths(state, node.Regions.Select(b => b.Results[i]), node));
        }
    }

    private void Pass(NodeOutput from, NodeOutput to) => rows.Set(to, rows[from], RowState.Shared);

    private RowState Joined(Node node, NodeOutput[] results)
    {
        RowState joined = rows[results[0]];
        foreach (NodeOutput result in results.AsSpan(1))
            joined = RowStates.Either(joined, rows[result]) ?? Unlike(node, results[0], result, "gives results that are not laid out alike");
        return joined;
    }

    private LostState Unlike(Node node, NodeOutput left, NodeOutput right, string what) => Orders.Disordered(rows[left], rows[right]) switch
    {
        0 => new LostState(NodeCulprit.OfOrders(node, left)),
        1 => new LostState(NodeCulprit.OfOrders(node, right)),
        _ => RowAnalysis.Lost(node, Loss.Unknown, what),
    };

    // The branch that is taken only if the batch is empty: what it gives belongs to no row.
    private int? EmptyBranch(Node node) => node.Regions.Count == 2 && new EmptyTest(rows).TruthOfEmpty(node.Inputs[0]) is bool truth ? (truth ? 0 : 1) : null;

    private RowState OfNonEmpty(Node node, int empty, int output)
    {
        RowState state = rows[node.Regions[1 - empty].Results[output]];
        if (state is not RowsState { Map: var map } result || map != RowMap.Rows)
            return state is SharedState or LostState ? state : RowAnalysis.Lost(node, Loss.Unknown, "treats an empty batch apart");
        bool hasNoRows = rows.Shapes[node.Regions[empty].Results[output]].Sizes is { } sizes && result.Axis < sizes.Length
            && (sizes[result.Axis].Is(0) || rows.Sizes.MapOf(sizes[result.Axis]) == RowMap.Rows);
        return hasNoRows ? state : RowAnalysis.Lost(node, Loss.Count, "gives an empty batch an answer that may have rows");
    }

    private void FollowLoop(Node node)
    {
        Graph condition = node.Regions[0], body = node.Regions[1];
        RowLoop? overRows = RowLoop.Find(rows, node);
        var heads = new RowState[node.Inputs.Count];
        for (int i = 0; i < heads.Length; i++)
            heads[i] = overRows?.Counters.Contains(i) == true ? new OneRowState(node) { IsNumber = true } : rows[node.Inputs[i]];
        var widths = new RowState[heads.Length];
        Array.Fill(widths, RowState.Shared);
        HashSet<Node>? inside = null;
        bool isSettled = false;
        for (int round = 0; !isSettled; round++)
        {
            for (int i = 0; i < heads.Length; i++)
                SetHead(node, body.Parameters[i].Output(), heads[i], widths[i], i);
            rows.Follow(body);
            isSettled = true;
            for (int i = 0; i < heads.Length; i++)
            {
                if (overRows?.Counters.Contains(i) == true)
                    continue;
                RowState next = round > MostRounds
                    ? RowAnalysis.Lost(node, Loss.Unknown, "does not settle")
                    : Next(node, i, inside ??= [.. AllNodes(body)]);
                // In a loop over rows, how often something was changed is how many rows came before; the elements of a list are each one row's.
                bool isByRow = next is ListState { Over: not null } && RowLoop.SetsOwnElement(rows, node, i);
                if (overRows is not null && !IsInvariant(body, i) && !isByRow && next is not LostState)
                    next = RowAnalysis.Lost(node, Loss.Mixed, "carries something from one row of the batch to the next");
                // Other rows' widths may come in with a later round.
                RowState wide = RowStates.Sum(widths[i], Widths(rows[body.Results[i]], [body.Results[i]], node));
                isSettled &= next == heads[i] && wide == widths[i];
                (heads[i], widths[i]) = (next, wide);
            }
        }
        for (int i = 0; i < heads.Length; i++)
            SetHead(node, condition.Parameters[i].Output(), heads[i], widths[i], i);
        rows.Follow(condition);
        RowState goesOn = overRows is not null ? RowState.Shared : rows[condition.Results[0]];
        for (int i = 0; i < node.Types.Length; i++)
        {
            RowState state = goesOn switch
            {
                _ when IsInvariant(body, i) => heads[i],
                SharedState => heads[i],
                LostState lost => lost,
                OneRowState { IsNumber: false } when RowStates.Sum(goesOn, heads[i]) is OneRowState row => row,
                _ => RowAnalysis.Lost(node, Loss.Mixed, "goes on as long as all rows of the batch decide"),
            };
            if (state is OneRowState { Loop: var loop } && loop == (object)node)
                state = RowState.Counted;
            rows.Set(node.Output(i), state, Widths(state, [node.Inputs[i], body.Results[i]], node));
        }
    }

    private static bool IsInvariant(Graph body, int i) => body.Results[i].Passed == body.Parameters[i].Output();

    private void SetHead(Node node, NodeOutput parameter, RowState state, RowState widths, int i) =>
        rows.Set(parameter, state, state is RowsState or ListState ? RowStates.Sum(widths, Widths(state, [node.Inputs[i]], node)) : state);

    // What the next round begins with: an order or a list that was made in this round is another one in the next, though the node is the same.
    private RowState Next(Node node, int variable, HashSet<Node> inside)
    {
        NodeOutput begin = node.Regions[1].Parameters[variable].Output(), end = node.Regions[1].Results[variable];
        RowState head = rows[begin], result = rows[end];
        if (result is OneRowState { Loop: var loop } && loop == (object)node)
            return RowAnalysis.Lost(node, Loss.Mixed, "carries something from one row of the batch to the next");
        if (MapsOf(result).Any(m => IsMadeIn(m, inside)))
            return RowAnalysis.Lost(node, Loss.Unknown, "makes another order of entries in each round");
        return RowStates.Either(head, result) ?? Unlike(node, begin, end, "carries something that is not laid out as in the round before");
    }

    private static IEnumerable<RowMap> MapsOf(RowState state) => state switch
    {
        RowsState own => [.. new[] { own.Map, own.Target, own.Counts }.OfType<RowMap>()],
        SplitsState splits => [splits.Map, splits.Of],
        ListState list => [.. list.Over is { } over ? new[] { over } : [], .. list.Element is { } element ? MapsOf(element) : []],
        _ => [],
    };

    private static bool IsMadeIn(RowMap map, HashSet<Node> inside) => map switch
    {
        BlockMap block => IsMadeIn(block.Of, inside),
        RepeatMap repeat => IsMadeIn(repeat.Of, inside),
        ListMap list => IsOf(list.Source, inside) || IsMadeIn(list.Of, inside),
        OrderMap order => IsOf(order.Source, inside) || IsMadeIn(order.Of, inside),
        PoolMap pool => IsOf(pool.Source, inside),
        _ => false,
    };

    private static bool IsOf(object source, HashSet<Node> inside) =>
        source is Node node ? inside.Contains(node) : source is NodeOutput output && inside.Contains(output.Node);

    private static IEnumerable<Node> AllNodes(Graph graph) => graph.Nodes.Concat(graph.Nodes.SelectMany(n => n.Regions).SelectMany(AllNodes));

    private RowState Widths(RowState state, IEnumerable<NodeOutput> tensors, Node node)
    {
        if (state is not (RowsState or ListState))
            return state;
        RowState widths = RowState.Shared;
        foreach (NodeOutput tensor in tensors)
        {
            int axis = rows[tensor] switch
            {
                RowsState r => r.Axis,
                ListState { Over: null, Element: RowsState r } => r.Axis + 1,
                _ => -1,
            };
            bool isKnown = rows[tensor] is ListState { Over: null }
                ? rows.Shapes[tensor].List is not null
                : rows[tensor] is not RowsState || rows.Shapes[tensor].Sizes is not null;
            if (!isKnown)
                return RowAnalysis.Lost(node, Loss.Width, "makes a tensor of sizes that are not known");
            SymbolicSize[] sizes = rows.Shapes[tensor].Sizes is { Length: > 0 } own ? own : rows.Shapes[tensor].List ?? [];
            for (int i = 0; i < sizes.Length; i++)
            {
                if (i != axis && !rows.Sizes.IsShared(sizes[i]))
                    widths = RowAnalysis.Lost(node, Loss.Width, "makes a tensor as wide as other rows decide");
            }
        }
        return widths;
    }
}
