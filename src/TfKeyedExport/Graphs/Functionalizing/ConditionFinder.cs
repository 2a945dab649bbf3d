using TfKeyedExport.Errors;
using TfKeyedExport.Operations;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Finds when each node is alive: which predicates have to have which values, as its switches say.</summary>
internal sealed class ConditionFinder
{
    private readonly PredicateFinder _predicates = new();

    public ConditionFinder() => Sinks = new SinkMaker(Conditions);

    /// <summary>All conditions.</summary>
    public FlowConditions Conditions { get; } = new();

    /// <summary>Makes what waits for nodes that only run on a condition.</summary>
    public SinkMaker Sinks { get; }

    private FlowCondition Always => Conditions.Always;

    /// <summary>Finds them.</summary>
    /// <param name="nodes">Every node, in order.</param>
    /// <exception cref="TfKeyedException">A conditional is malformed.</exception>
    public void Find(IReadOnlyList<FlowNode> nodes)
    {
        foreach (FlowNode node in nodes)
        {
            try
            {
                _predicates.Note(node);
                node.Condition = ConditionOf(node);
            }
            catch (TfKeyedException e) when (e.Where is null)
            {
                throw e.At(node.Where);
            }
        }
    }

    private FlowCondition ConditionOf(FlowNode node)
    {
        switch (node.Kind)
        {
            case FlowKind.LoopMerge:
                return Always;
            case FlowKind.Enter:
                node.Frame!.Condition = Conditions.And(node.Frame.Condition ?? Always, OfAllNeeded(node));
                return Always;
            case FlowKind.Exit:
                return node.Inner!.Condition;
            case FlowKind.Trigger:
                FlowCondition around = InLoop(node);
                node.Controls = [.. node.Controls.Select(c => Sinks.Around(c, around))];
                return around;
            case FlowKind.Merge:
                FlowCondition merged = Merged(node);
                node.Controls = [.. node.Controls.Select(c => Sinks.Around(c, merged))];
                return merged;
            default:
                return OfAllNeeded(node);
        }
    }

    private FlowCondition OfAllNeeded(FlowNode node)
    {
        FlowCondition condition = Always;
        foreach (FlowOutput input in node.Inputs)
            condition = Conditions.And(condition, input.Node.ConditionOf(input.Index, Conditions));
        foreach (FlowNode control in node.Controls)
            condition = Conditions.And(condition, control.Condition);
        return condition;
    }

    // A trigger in a loop's body belongs to the body.
    private FlowCondition InLoop(FlowNode trigger)
    {
        foreach (FlowNode control in trigger.Controls)
        {
            foreach (FlowLiteral literal in control.Condition.Literals)
            {
                if (literal.Predicate.Value.Node.Kind == FlowKind.LoopCond)
                    return Conditions.And(Always, literal);
            }
        }
        return Always;
    }

    private FlowCondition Merged(FlowNode merge)
    {
        if (merge.Inputs.Length != 2)
            throw TfKeyedException.Engine(
                $"a Merge of {merge.Inputs.Length} values; the embedded engine runs those of two, one from each branch of a conditional",
                null, "use --engine tensorflow");
        FlowCondition first = merge.Inputs[0].Node.ConditionOf(merge.Inputs[0].Index, Conditions);
        FlowCondition second = merge.Inputs[1].Node.ConditionOf(merge.Inputs[1].Index, Conditions);
        if (first.IsNever || second.IsNever)
            return Passed(merge, first.IsNever ? 1 : 0, first.IsNever ? second : first);
        foreach (FlowLiteral literal in first.Literals)
        {
            FlowCondition rest = Conditions.Without(first, literal);
            if (second.Contains(literal.Negated) && ReferenceEquals(rest, Conditions.Without(second, literal.Negated)))
            {
                merge.Predicate = literal.Predicate;
                merge.TrueInput = literal.Value ? 0 : 1;
                return rest;
            }
        }
        throw TfKeyedException.Engine(
            "a Merge whose two values do not come from the two branches of one conditional: neither, or both, could be alive", null, "use --engine tensorflow");
    }

    private static FlowCondition Passed(FlowNode merge, int alive, FlowCondition condition)
    {
        if (merge.IndexIsRead || merge.Controls.Length > 0)
            throw TfKeyedException.Engine("a Merge of which only one value can ever be alive", null, "use --engine tensorflow");
        PredicateFinder.Pass(merge, merge.Inputs[alive]);
        return condition;
    }
}
