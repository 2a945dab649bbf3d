namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>
/// Orders steps. Among those that could come next, plain nodes come first and in the order of the graph, which keeps few values alive; choices
/// come when nothing else can, so that all that one predicate decides by then is one choice.
/// </summary>
internal sealed class StepOrder
{
    private readonly PriorityQueue<FlowStep, int> _ready = new();
    private readonly PriorityQueue<FlowPredicate, int> _decided = new();
    private readonly Dictionary<FlowPredicate, List<FlowStep>> _choices = [];

    /// <summary>The nodes of each step, in order; null if steps need one another.</summary>
    public static List<FlowNode[]>? Of(IReadOnlyList<FlowStep> steps)
    {
        List<FlowNode[]> ordered = new StepOrder().Run(steps, out int done);
        return done == steps.Count ? ordered : null;
    }

    private List<FlowNode[]> Run(IReadOnlyList<FlowStep> steps, out int done)
    {
        foreach (FlowStep step in steps)
        {
            if (step.Missing == 0)
                Free(step);
        }
        var ordered = new List<FlowNode[]>(steps.Count);
        for (done = 0; Next() is { } next; done += next.Count)
        {
            ordered.Add([.. next.SelectMany(s => s.Nodes).OrderBy(n => n.Order)]);
            foreach (FlowStep reader in next.SelectMany(s => s.Readers))
            {
                if (--reader.Missing == 0)
                    Free(reader);
            }
        }
        return ordered;
    }

    private void Free(FlowStep step)
    {
        if (!step.IsChoice)
        {
            _ready.Enqueue(step, step.Nodes[0].Order);
            return;
        }
        FlowPredicate predicate = step.Nodes[0].Predicate!;
        if (!_choices.TryGetValue(predicate, out List<FlowStep>? choices))
        {
            _choices.Add(predicate, choices = []);
            _decided.Enqueue(predicate, step.Nodes[0].Order);
        }
        choices.Add(step);
    }

    private List<FlowStep>? Next()
    {
        if (_ready.TryDequeue(out FlowStep? step, out _))
            return [step];
        if (!_decided.TryDequeue(out FlowPredicate? predicate, out _))
            return null;
        _choices.Remove(predicate, out List<FlowStep>? choices);
        return choices;
    }
}
