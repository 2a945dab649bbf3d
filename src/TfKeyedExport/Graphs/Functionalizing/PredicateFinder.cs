using TfKeyedExport.Operations;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>
/// Finds which truth values are the same, though each branch reads them through switches and identities of its own, so that all switches of a
/// conditional have one predicate.
/// </summary>
internal sealed class PredicateFinder
{
    private readonly Dictionary<FlowOutput, FlowPredicate> _predicates = [];
    private readonly Dictionary<(FlowOutput Data, FlowOutput Condition, int Index), FlowOutput> _switched = [];

    /// <summary>Notes where a node's value comes from; to be called for every node, in order.</summary>
    public void Note(FlowNode node)
    {
        var own = new FlowOutput(node, 0);
        bool passes = node.Kind == FlowKind.Switch || (node.Node.Operation is { PassesValues: true } && node.Node.Outputs.Length == 1);
        if (!passes || node.Inputs.Length == 0)
        {
            node.Passed = node.Kind == FlowKind.LoopCond ? Passed(node.Inputs[0]) : own;
            node.Stripped = own;
            node.Same = [own];
            if (node.Kind == FlowKind.LoopCond)
                node.Frame!.GoesOn = Of(own);
            return;
        }
        node.Stripped = Stripped(node.Inputs[0]);
        if (node.Kind != FlowKind.Switch)
        {
            node.Passed = own;
            node.Same = [Same(node.Inputs[0])];
            return;
        }
        node.Passed = Passed(node.Inputs[0]);
        node.Same = [Switched(node, 0), Switched(node, 1)];
        node.Predicate = Of(node.Inputs[1]);
    }

    /// <summary>Makes a merge pass one of its values on.</summary>
    public static void Pass(FlowNode merge, FlowOutput value)
    {
        merge.Kind = FlowKind.Pass;
        merge.Passed = Passed(value);
        merge.Stripped = Stripped(value);
        merge.Same = [Same(value)];
    }

    /// <summary>Where a value comes from, all switches passed by: in a branch, they give what they got.</summary>
    public static FlowOutput Passed(FlowOutput output) =>
        output.Node.Kind is FlowKind.Switch or FlowKind.LoopCond or FlowKind.Pass ? output.Node.Passed : output;

    /// <summary>The same, identities passed by as well.</summary>
    public static FlowOutput Stripped(FlowOutput output) =>
        output.Node.Kind == FlowKind.Switch || (output.Index == 0 && output.Node.Stripped.Node is not null) ? output.Node.Stripped : output;

    private static FlowOutput Same(FlowOutput output) => output.Index < output.Node.Same.Length ? output.Node.Same[output.Index] : output;

    private FlowOutput Switched(FlowNode node, int index)
    {
        (FlowOutput, FlowOutput, int) key = (Same(node.Inputs[0]), Same(node.Inputs[1]), index);
        if (!_switched.TryGetValue(key, out FlowOutput first))
            _switched.Add(key, first = new FlowOutput(node, index));
        return first;
    }

    private FlowPredicate Of(FlowOutput value)
    {
        FlowOutput same = Same(value);
        if (!_predicates.TryGetValue(same, out FlowPredicate? predicate))
            _predicates.Add(same, predicate = new FlowPredicate(Stripped(value), _predicates.Count));
        return predicate;
    }
}
