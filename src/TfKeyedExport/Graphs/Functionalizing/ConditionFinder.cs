using TfKeyedExport.Errors;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Finds when each node is alive: which predicates have to have which values, as its switches say.</summary>
internal sealed class ConditionFinder
{
    private readonly FlowConditions _conditions = new();
    private readonly PredicateFinder _predicates = new();
    private readonly Dictionary<(FlowNode Node, FlowLiteral Literal), FlowNode> _sinks = [];
    private int _order;

    /// <summary>The condition of what is always alive.</summary>
    public FlowCondition Always => _conditions.Always;

    /// <summary>All conditions.</summary>
    public FlowConditions Conditions => _conditions;

    /// <summary>Finds them.</summary>
    /// <param name="nodes">Every node, in order.</param>
    /// <exception cref="TfKeyedException">A conditional is malformed.</exception>
    public void Find(IReadOnlyList<FlowNode> nodes)
    {
        _order = nodes.Count;
        foreach (FlowNode node in nodes)
        {
            try
            {
                _predicates.Note(node);
                node.Condition = ConditionOf(node);
            }
            catch (TfKeyedException e) when (e.Where is null)
            {
                throw new TfKeyedException(e.Kind, e.What, node.Where, e.Next, e);
            }
        }
    }

    /// <summary>What waits for a node in any case, though the node itself only runs on a condition: sinks, one around the other.</summary>
    /// <param name="node">The node.</param>
    /// <param name="condition">When it is to be waited for.</param>
    public FlowNode Sink(FlowNode node, FlowCondition condition)
    {
        while (!node.Condition.IsWithin(condition))
        {
            FlowLiteral innermost = node.Condition.Literals[^1];
            for (int i = node.Condition.Literals.Length - 1; condition.Contains(innermost); i--)
                innermost = node.Condition.Literals[i];
            if (!_sinks.TryGetValue((node, innermost), out FlowNode? sink))
            {
                sink = new FlowNode(FlowKind.Sink, new Node("NoOp", NodeAttributes.None, node.Node.Origin, [], [], []))
                {
                    Controls = [node],
                    Frame = node.Frame,
                    Order = _order++,
                    Condition = _conditions.Without(node.Condition, innermost),
                    Predicate = innermost.Predicate,
                    TrueInput = innermost.Value ? 1 : 0,
                };
                _sinks.Add((node, innermost), sink);
            }
            node = sink;
        }
        return node;
    }

    private FlowCondition ConditionOf(FlowNode node)
    {
        switch (node.Kind)
        {
            case FlowKind.LoopMerge:
                return Always;
            case FlowKind.Enter:
                node.Frame!.Condition = _conditions.And(node.Frame.Condition ?? Always, OfAllNeeded(node));
                return Always;
            case FlowKind.Exit:
                return node.Inner!.Condition;
            case FlowKind.Trigger:
                FlowCondition around = InLoop(node);
                node.Controls = [.. node.Controls.Select(c => Sink(c, around))];
                return around;
            case FlowKind.Merge:
                FlowCondition merged = Merged(node);
                node.Controls = [.. node.Controls.Select(c => Sink(c, merged))];
                return merged;
            default:
                return OfAllNeeded(node);
        }
    }

    private FlowCondition OfAllNeeded(FlowNode node)
    {
        FlowCondition condition = Always;
        foreach (FlowOutput input in node.Inputs)
            condition = _conditions.And(condition, input.Node.ConditionOf(input.Index, _conditions));
        foreach (FlowNode control in node.Controls)
            condition = _conditions.And(condition, control.Condition);
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
                    return _conditions.And(Always, literal);
            }
        }
        return Always;
    }

    private FlowCondition Merged(FlowNode merge)
    {
        if (merge.Inputs.Length != 2)
            throw TfKeyedException.Engine($"a Merge of {merge.Inputs.Length} values; the embedded engine runs those of two, one from each branch of a conditional", null, "use --engine tensorflow");
        FlowCondition first = merge.Inputs[0].Node.ConditionOf(merge.Inputs[0].Index, _conditions);
        FlowCondition second = merge.Inputs[1].Node.ConditionOf(merge.Inputs[1].Index, _conditions);
        foreach (FlowLiteral literal in first.Literals)
        {
            FlowCondition rest = _conditions.Without(first, literal);
            if (second.Contains(literal.Negated) && ReferenceEquals(rest, _conditions.Without(second, literal.Negated)))
            {
                merge.Predicate = literal.Predicate;
                merge.TrueInput = literal.Value ? 0 : 1;
                return rest;
            }
        }
        throw TfKeyedException.Engine(
            "a Merge whose two values do not come from the two branches of one conditional: neither, or both, could be alive", null, "use --engine tensorflow");
    }
}
