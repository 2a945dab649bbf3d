using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;
using TfKeyedExport.Operations.TensorLists;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>A loop that has one round for each row of the batch, first to last.</summary>
/// <param name="Counters">The loop variables that are the number of the row.</param>
internal sealed record RowLoop(IReadOnlySet<int> Counters)
{
    // Conditions joined with one another.
    private const int MostConditions = 8;

    /// <summary>Whether a loop is one; null if not.</summary>
    public static RowLoop? Find(RowAnalysis rows, Node loop)
    {
        Graph condition = loop.Regions[0], body = loop.Regions[1];
        var counters = new HashSet<int>();
        var pending = new Stack<NodeOutput>([condition.Results[0]]);
        for (int i = 0; pending.TryPop(out NodeOutput test); i++)
        {
            // Each condition counts: whichever is not read may end the loop before the last row.
            if (i == MostConditions)
                return null;
            Node node = test.Passed.Node;
            if (node.Is(ElementwiseOperations.LogicalAnd))
            {
                pending.Push(node.Inputs[0]);
                pending.Push(node.Inputs[1]);
                continue;
            }
            // The counter is below the number of rows.
            if (!node.Is(ElementwiseOperations.Less) || VariableOf(condition, node.Inputs[0]) is not int counter || !Counts(rows, loop, counter)
                || !IsRowCount(rows, loop, body, condition, node.Inputs[1]))
                return null;
            counters.Add(counter);
        }
        // Others count along.
        for (int i = 0; i < loop.Inputs.Count; i++)
        {
            if (Counts(rows, loop, i))
                counters.Add(i);
        }
        return new RowLoop(counters);
    }

    /// <summary>Whether each round sets no other element of a list than its own row's: a list that comes of another one, or of an inner loop, may be one in
    /// which other rounds have set other rows' elements, or the same row's several times.</summary>
    public static bool SetsOwnElement(RowAnalysis rows, Node loop, int variable)
    {
        Graph body = loop.Regions[1];
        NodeOutput list = body.Results[variable].Passed;
        while (list.Node.Is(TensorListOperations.TensorListSetItem)
            && rows[list.Node.Inputs[1]] is OneRowState { IsNumber: true, Loop: var of } && of == (object)loop)
            list = list.Node.Inputs[0].Passed;
        return list == body.Parameters[variable].Output();
    }

    private static bool Counts(RowAnalysis rows, Node loop, int variable)
    {
        Graph body = loop.Regions[1];
        Node step = body.Results[variable].Passed.Node;
        return rows.Shapes.IntegersOf(loop.Inputs[variable]) is [0]
            && step.IsAny(ElementwiseOperations.AddV2, ElementwiseOperations.Add)
            && step.Inputs[0].Passed == body.Parameters[variable].Output()
            && rows.Shapes.IntegersOf(step.Inputs[1]) is [1];
    }

    // A limit that no round changes, and that is the number of rows.
    private static bool IsRowCount(RowAnalysis rows, Node loop, Graph body, Graph condition, NodeOutput limit)
    {
        if (VariableOf(condition, limit) is not int variable || body.Results[variable].Passed != body.Parameters[variable].Output())
            return false;
        return rows.Shapes[loop.Inputs[variable]].Content is [SymbolicSize count] && rows.Sizes.MapOf(count) == RowMap.Rows;
    }

    private static int? VariableOf(Graph graph, NodeOutput output)
    {
        NodeOutput source = output.Passed;
        for (int i = 0; i < graph.Parameters.Count; i++)
        {
            if (source == graph.Parameters[i].Output())
                return i;
        }
        return null;
    }
}
