using TfKeyedExport.Errors;
using TfKeyedExport.Operations;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Puts the steps of a region in order.</summary>
internal sealed class Schedule
{
    private readonly Dictionary<FlowNode, FlowStep> _steps = [];
    private readonly FlowBudget _budget;
    private bool _isKnotted;

    private Schedule(FlowBudget budget) => _budget = budget;

    /// <summary>The steps, each after what it needs.</summary>
    /// <param name="reach">The nodes of the region.</param>
    /// <param name="condition">What holds in the region: nodes that ask for more stand in a branch of a choice.</param>
    /// <param name="frame">The loop that it stands in.</param>
    /// <param name="budget">Counts.</param>
    public static List<FlowNode[]> Of(Reach reach, FlowCondition condition, FlowFrame? frame, FlowBudget budget)
    {
        List<FlowNode> direct = [.. reach.Inside.Where(n => n.Condition.IsWithin(condition)).OrderBy(n => n.Order)];
        // Results that share work are made by one choice, unless one of them needs another: then each is made for itself.
        return new Schedule(budget).Run(direct, frame, isJoined: true) ?? new Schedule(budget).Run(direct, frame, isJoined: false)
            ?? throw TfKeyedException.Unreadable("a conditional needs a value that itself gives", direct[0].Where, "the model's graph is damaged");
    }

    private List<FlowNode[]>? Run(List<FlowNode> direct, FlowFrame? frame, bool isJoined)
    {
        foreach (FlowNode node in direct)
            _steps.Add(node, new FlowStep(node));
        foreach (IGrouping<FlowPredicate, FlowNode> choice in direct.Where(n => _steps[n].IsChoice).GroupBy(n => n.Predicate!))
            AddChoice([.. choice], choice.Key, frame, isJoined);
        foreach (FlowNode node in direct)
            AddNeeds(node);
        return _isKnotted ? null : StepOrder.Of([.. direct.Select(n => _steps[n]).Distinct()]);
    }

    private void AddChoice(List<FlowNode> merges, FlowPredicate predicate, FlowFrame? frame, bool isJoined)
    {
        var outside = new List<(FlowNode Merge, FlowNode Needed)>();
        foreach (bool branch in (bool[])[true, false])
        {
            Reach? reach = null;
            for (int i = 0; i < merges.Count; i++)
            {
                if (reach is null || !isJoined)
                    reach = new Reach(frame, predicate.Is(branch), false, _budget);
                reach.AddBranch(merges[i], branch, i);
                reach.Run();
                if (isJoined && i < merges.Count - 1)
                    continue;
                foreach ((int first, int second) in reach.Joins)
                    Join(_steps[merges[first]], _steps[merges[second]]);
                outside.AddRange(reach.Captures.Select(c => (merges[c.Owner], c.Output.Node)));
                outside.AddRange(reach.Waits.Select(w => (merges[w.Owner], w.Node)));
            }
        }
        foreach ((FlowNode merge, FlowNode needed) in outside)
            Need(_steps[merge], needed);
    }

    private void Join(FlowStep one, FlowStep other)
    {
        if (one == other)
            return;
        (FlowStep larger, FlowStep smaller) = one.Nodes.Count >= other.Nodes.Count ? (one, other) : (other, one);
        larger.Nodes.AddRange(smaller.Nodes);
        foreach (FlowNode node in smaller.Nodes)
            _steps[node] = larger;
    }

    private void AddNeeds(FlowNode node)
    {
        FlowStep step = _steps[node];
        if (node.Kind == FlowKind.Exit)
        {
            foreach (FlowNode enter in node.Inner!.Enters)
                AddNeeds(step, enter.Inputs, enter.Controls);
        }
        else if (step.IsChoice)
        {
            // What the branches need was found already.
            AddNeeds(step, [node.Predicate!.Value], node.Kind == FlowKind.Sink ? [] : node.Controls);
        }
        else
        {
            AddNeeds(step, node.Inputs, node.Controls);
        }
    }

    private void AddNeeds(FlowStep step, FlowOutput[] inputs, FlowNode[] controls)
    {
        foreach (FlowOutput input in inputs)
            Need(step, PredicateFinder.Passed(input).Node);
        foreach (FlowNode control in controls)
            NeedControl(step, control);
    }

    private void NeedControl(FlowStep step, FlowNode control)
    {
        if (control.Kind is not (FlowKind.Switch or FlowKind.LoopCond or FlowKind.Pass))
        {
            Need(step, control);
            return;
        }
        foreach (FlowOutput input in control.Inputs)
            Need(step, PredicateFinder.Passed(input).Node);
    }

    private void Need(FlowStep step, FlowNode needed)
    {
        if (!_steps.TryGetValue(Reach.Step(needed), out FlowStep? before))
            return;
        _isKnotted |= before == step;
        before.Readers.Add(step);
        step.Missing++;
    }
}
