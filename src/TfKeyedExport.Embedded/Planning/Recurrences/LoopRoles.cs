using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps.Recurrences;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.TensorLists;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning.Recurrences;

/// <summary>The roles of a loop's variables, and how often it runs: what a loop over the steps of a sequence looks like.</summary>
internal sealed class LoopRoles
{
    private readonly Func<NodeOutput, ConstantValue?> _known;

    private LoopRoles(Graph condition, Graph body, Func<NodeOutput, ConstantValue?> known)
    {
        _known = known;
        Body = body;
        Roles = [.. body.Parameters.Select((_, i) => RoleOf(i))];
        Fits = body.Results.Count == body.Parameters.Count && !body.Nodes.Concat(condition.Nodes).Any(Effects.HasEffect)
            && FindLimits(condition, condition.Results[0]);
    }

    /// <summary>The loop's body.</summary>
    public Graph Body { get; }

    /// <summary>The role of each variable.</summary>
    public LoopRole[] Roles { get; }

    /// <summary>The limits, all of which must hold.</summary>
    public List<LoopLimit> Limits { get; } = [];

    private bool Fits { get; }

    /// <summary>Finds them; null if the loop is another one.</summary>
    public static LoopRoles? Of(Node loop, Func<NodeOutput, ConstantValue?> known)
    {
        var roles = new LoopRoles(loop.Regions[0], loop.Regions[1], known);
        return roles.Fits ? roles : null;
    }

    /// <summary>The variable that a tensor of the body is; -1 if it is none.</summary>
    public int VariableOf(NodeOutput output) => IndexOf(Body, output);

    /// <summary>The counter that a tensor of the body is; -1 if it is none.</summary>
    public int CounterOf(NodeOutput output)
    {
        int variable = VariableOf(output);
        return variable >= 0 && Roles[variable] == LoopRole.Counter ? variable : -1;
    }

    /// <summary>A constant whole number.</summary>
    public static bool IsInteger(ConstantValue? constant, out long number)
    {
        number = 0;
        if (constant?.Value is not { Count: 1, Rank: 0, Type: DataType.Int32 or DataType.Int64 } value)
            return false;
        number = value.Type == DataType.Int64 ? value.Scalar<long>() : value.Scalar<int>();
        return true;
    }

    private static int IndexOf(Graph graph, NodeOutput output)
    {
        if (!output.Node.IsParameter)
            return -1;
        int index = 0;
        while (index < graph.Parameters.Count && !ReferenceEquals(graph.Parameters[index], output.Node))
            index++;
        return index < graph.Parameters.Count ? index : -1;
    }

    private LoopRole RoleOf(int variable)
    {
        if (variable >= Body.Results.Count)
            return LoopRole.State;
        NodeOutput result = Body.Results[variable];
        Node node = result.Node;
        if (VariableOf(result) == variable)
            return LoopRole.Invariant;
        if (_known(result) is not null)
            return LoopRole.Constant;
        if (node.Is(TensorListOperations.TensorListSetItem) && VariableOf(node.Inputs[0]) == variable)
            return LoopRole.List;
        bool adds = node.IsAny(ElementwiseOperations.Add, ElementwiseOperations.AddV2) && result.Type is DataType.Int32 or DataType.Int64;
        bool counts = adds && (AddsOne(node, variable, 0) || AddsOne(node, variable, 1));
        return counts ? LoopRole.Counter : LoopRole.State;
    }

    private bool AddsOne(Node sum, int variable, int side) =>
        VariableOf(sum.Inputs[side]) == variable && IsInteger(_known(sum.Inputs[1 - side]), out long step) && step == 1;

    private bool FindLimits(Graph condition, NodeOutput holds)
    {
        Node node = holds.Node;
        if (node.Is(ElementwiseOperations.LogicalAnd))
            return FindLimits(condition, node.Inputs[0]) && FindLimits(condition, node.Inputs[1]);
        if (!node.Is(ElementwiseOperations.Less))
            return false;
        int counter = IndexOf(condition, node.Inputs[0]), variable = IndexOf(condition, node.Inputs[1]);
        if (counter < 0 || Roles[counter] != LoopRole.Counter)
            return false;
        if (!IsInteger(_known(node.Inputs[1]), out long constant) && (variable < 0 || Roles[variable] != LoopRole.Invariant))
            return false;
        Limits.Add(new LoopLimit(counter, variable, constant));
        return true;
    }
}
