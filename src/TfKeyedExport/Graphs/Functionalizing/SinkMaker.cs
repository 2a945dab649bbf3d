using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Makes what waits for a node in any case, though the node itself only runs on a condition.</summary>
internal sealed class SinkMaker(FlowConditions conditions)
{
    private readonly Dictionary<(FlowNode Node, FlowLiteral Literal), FlowNode> _sinks = [];

    // Sinks come after everything that is there already.
    private int _order = int.MaxValue / 2;

    /// <summary>What waits for a node: sinks, one around the other, or the node itself if it runs whenever it is to be waited for.</summary>
    /// <param name="node">The node.</param>
    /// <param name="condition">When it is to be waited for.</param>
    public FlowNode Around(FlowNode node, FlowCondition condition)
    {
        if (node.Condition.IsNever)
            return AroundNeeds(node, condition);
        while (!node.Condition.IsWithin(condition))
        {
            FlowLiteral innermost = Innermost(node.Condition, condition);
            if (!_sinks.TryGetValue((node, innermost), out FlowNode? sink))
            {
                sink = Make(FlowKind.Sink, node, [node], conditions.Without(node.Condition, innermost));
                sink.Predicate = innermost.Predicate;
                sink.TrueInput = innermost.Value ? 1 : 0;
                _sinks.Add((node, innermost), sink);
            }
            node = sink;
        }
        return node;
    }

    // Of a node that never runs, what it needs runs nevertheless: such as a group of what two branches do.
    private FlowNode AroundNeeds(FlowNode never, FlowCondition condition)
    {
        var needs = new List<FlowNode>();
        var seen = new HashSet<FlowNode>([never]);
        var pending = new Stack<FlowNode>([never]);
        while (pending.TryPop(out FlowNode? node))
        {
            foreach (FlowNode needed in node.Inputs.Select(i => i.Node).Concat(node.Controls))
            {
                if (needed.Frame != never.Frame || !seen.Add(needed))
                    continue;
                if (needed.Condition.IsNever)
                    pending.Push(needed);
                else
                    needs.Add(Around(needed, condition));
            }
        }
        return Make(FlowKind.Call, never, [.. needs], condition);
    }

    private FlowNode Make(FlowKind kind, FlowNode waitedFor, FlowNode[] controls, FlowCondition condition)
    {
        var node = new Node(ArrayOperations.NoOp, NodeAttributes.None, waitedFor.Node.Origin, [], [], []);
        return new FlowNode(kind, node) { Controls = controls, Frame = waitedFor.Frame, Order = _order++, Condition = condition };
    }

    private static FlowLiteral Innermost(FlowCondition condition, FlowCondition outer)
    {
        for (int i = condition.Literals.Length - 1; ; i--)
        {
            if (!outer.Contains(condition.Literals[i]))
                return condition.Literals[i];
        }
    }
}
