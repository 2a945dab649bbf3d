using TfKeyedExport.Errors;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Orders nodes so that what leaves a loop comes after everything that enters it.</summary>
internal static class FlowOrder
{
    /// <summary>Numbers the nodes and gives them in that order.</summary>
    /// <exception cref="TfKeyedException">A loop needs what itself gives.</exception>
    public static List<FlowNode> Of(IReadOnlyList<FlowNode> nodes)
    {
        var ordered = new List<FlowNode>(nodes.Count);
        var visiting = new HashSet<FlowNode>();
        var done = new HashSet<FlowNode>(nodes.Count);
        var stack = new Stack<(FlowNode Node, bool IsLeft)>();
        foreach (FlowNode root in nodes)
        {
            stack.Push((root, false));
            while (stack.TryPop(out (FlowNode Node, bool IsLeft) work))
            {
                if (work.IsLeft)
                {
                    visiting.Remove(work.Node);
                    done.Add(work.Node);
                    work.Node.Order = ordered.Count;
                    if (work.Node.Inner is { } left)
                        left.IsOrdered = true;
                    ordered.Add(work.Node);
                }
                else if (!done.Contains(work.Node) && visiting.Add(work.Node))
                {
                    stack.Push((work.Node, true));
                    foreach (FlowNode needed in Needs(work.Node))
                    {
                        if (visiting.Contains(needed))
                            throw TfKeyedException.Unreadable("a loop needs a value that itself gives", needed.Where, "the model's graph is damaged");
                        if (!done.Contains(needed))
                            stack.Push((needed, false));
                    }
                }
            }
        }
        return ordered;
    }

    private static IEnumerable<FlowNode> Needs(FlowNode node)
    {
        for (int i = node.Controls.Length - 1; i >= 0; i--)
            yield return node.Controls[i];
        for (int i = node.Inputs.Length - 1; i >= 0; i--)
            yield return node.Inputs[i].Node;
        if (node.Inner is not { IsOrdered: false })
            yield break;
        foreach (FlowNode enter in node.Inner.Enters)
            yield return enter;
    }
}
