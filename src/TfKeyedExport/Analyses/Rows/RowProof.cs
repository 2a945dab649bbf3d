using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>Proves of a graph's results that each row follows from the request's row in its place, or names the node at which that is lost.</summary>
internal sealed class RowProof
{
    // Nodes in a row that give on what is lost.
    private const int LongestWay = 10_000;

    private readonly RowAnalysis _rows;

    private RowProof(RowAnalysis rows) => _rows = rows;

    /// <summary>Proves what can be proved.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="known">What is known of its constants, and the shapes that its parameters are declared with.</param>
    /// <param name="parameters">What each parameter has to do with the rows of the request.</param>
    /// <param name="written">What the model's other signatures write.</param>
    /// <returns>For each of the graph's results.</returns>
    public static OutputProof[] Of(Graph graph, IKnownTensors known, IReadOnlyList<RowState> parameters, WrittenState written)
    {
        var proof = new RowProof(new RowAnalysis(graph, known, parameters, written));
        return [.. graph.Results.Select(proof.Of)];
    }

    private OutputProof Of(NodeOutput result)
    {
        RowState state = _rows[result];
        if (_rows.Shapes[result].Sizes is { Length: 0 })
            return OutputProof.Proved;
        if (state is LostState { Culprit: NodeCulprit lost })
            return OfLost(lost, Follow(result, o => _rows[o] is LostState { Culprit: var same } && same == lost));
        if (state is not RowsState rows)
            return Blame(result, Loss.Count, "gives no row for each of the batch", s => s is not RowsState);
        if (rows.Map != RowMap.Rows)
            return OfMap(result, rows.Map);
        if (rows.Axis != 0)
            return Blame(result, Loss.Mixed, "puts the rows along another axis than the first", s => s is RowsState { Axis: not 0 });
        if (!rows.HasValues)
            return Blame(result, Loss.Mixed, "tells each row at which place of its batch it stands", s => s is RowsState { HasValues: false });
        if (_rows.Shapes[result].Sizes is not { } sizes)
            return Blame(result, Loss.Unknown, "gives a tensor of whose sizes nothing is known", _ => false);
        return IsWide(sizes)
            ? Blame(result, Loss.Width, "makes each row as wide as the widest of its batch", _ => true, o => _rows.Shapes[o].Sizes is { } s && IsWide(s))
            : OutputProof.Proved;
    }

    // Of rows in several orders, whatever made another one than the batch's is to blame, and not whatever is given them.
    private OutputProof OfLost(NodeCulprit lost, List<Node> after)
    {
        if (lost.Disordered is { } tensor && !tensor.Node.IsParameter && _rows[tensor] is RowsState { Map: OrderMap map })
        {
            bool IsSo(NodeOutput output) => _rows[output] is RowsState rows && rows.Map == map;
            List<Node> ordered = Follow(tensor, IsSo);
            Node first = ordered[^1];
            if (!first.Inputs.Any(IsSo))
            {
                // Of a branch, only the node that chooses it is on the way.
                if (after[^1] == lost.Node && lost.Node.Inputs.Contains(tensor))
                    after.AddRange(ordered);
                lost = new NodeCulprit(first, Loss.Order, "puts the batch's rows into another order than those that they are put together with");
            }
        }
        return new OutputProof(false, lost) { Way = Way(after, lost.Node) };
    }

    private bool IsWide(SymbolicSize[] sizes) => sizes.Skip(1).Any(s => !_rows.Sizes.IsShared(s));

    private OutputProof OfMap(NodeOutput result, RowMap map) => map switch
    {
        OrderMap => Blame(result, Loss.Order, "puts the batch's rows into another order", s => s is RowsState { Map: OrderMap }),
        ListMap => Blame(result, Loss.Count, "gives as many rows as the rows of the batch decide", s => s is RowsState { Map: ListMap }),
        PoolMap => Blame(result, Loss.Count, "makes one of rows that are equal", s => s is RowsState { Map: PoolMap }),
        _ => Blame(result, Loss.Count, "gives several rows for each of the batch", s => s is RowsState { Map: BlockMap }),
    };

    // The first node on the way whose result is so, though nothing that it takes is.
    private OutputProof Blame(NodeOutput result, Loss loss, string what, Func<RowState, bool> isSo, Func<NodeOutput, bool>? holds = null)
    {
        bool Holds(NodeOutput output) => isSo(_rows[output]) && (holds is null || holds(output));
        List<Node> after = Follow(result, Holds);
        Node at = after[^1];
        return new OutputProof(false, new NodeCulprit(at, loss, what)) { Way = Way(after, at) };
    }

    // From a result back to the first node of which something holds.
    private static List<Node> Follow(NodeOutput result, Func<NodeOutput, bool> holds)
    {
        List<Node> way = [result.Node];
        while (way.Count < LongestWay)
        {
            NodeOutput? before = null;
            foreach (NodeOutput input in way[^1].Inputs)
            {
                if (before is null && !input.Node.IsConstant && holds(input))
                    before = input;
            }
            if (before is not { } next || next.Node.IsParameter)
                break;
            way.Add(next.Node);
        }
        return way;
    }

    // What leads to where rows lose their place, then what hands that on to the result. The node to blame may stand in a body of the one that was reached.
    private List<Node> Way(List<Node> after, Node culprit)
    {
        List<Node> back = [.. after];
        if (back[^1] != culprit)
            back.Insert(back.Count - 1, culprit);
        while (back.Count < LongestWay && !back[^1].IsParameter)
        {
            NodeOutput? before = null;
            foreach (NodeOutput input in back[^1].Inputs)
            {
                RowState state = _rows[input];
                bool isBetter = state is RowsState && (before is not { } known || _rows[known] is not RowsState);
                if (isBetter || (before is null && state is not SharedState && !input.Node.IsConstant))
                    before = input;
            }
            if (before is not { } next)
                break;
            back.Add(next.Node);
        }
        back.Reverse();
        return back;
    }
}
