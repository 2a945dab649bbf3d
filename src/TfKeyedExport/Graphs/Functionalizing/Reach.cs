using TfKeyedExport.Operations;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Finds the nodes that a region is made of: what its results need, as far as it stands in the region.</summary>
/// <param name="frame">The loop in which the region stands.</param>
/// <param name="literal">What holds in the region and not outside: only nodes with this condition are in it. Null: all nodes of the loop are.</param>
/// <param name="isBody">Whether it is a loop's body, which may compute values that the loop's condition computes as well.</param>
/// <param name="budget">Counts.</param>
internal sealed class Reach(FlowFrame? frame, FlowLiteral? literal, bool isBody, FlowBudget budget)
{
    private readonly Dictionary<FlowNode, int> _owners = [];
    private readonly Stack<(FlowNode Node, int Owner)> _pending = [];

    /// <summary>The nodes of the region; one exit stands for all of its loop.</summary>
    public IReadOnlyCollection<FlowNode> Inside => _owners.Keys;

    /// <summary>What the region needs from outside, and which owner needs it.</summary>
    public List<(int Owner, FlowOutput Output)> Captures { get; } = [];

    /// <summary>What it waits for outside.</summary>
    public List<(int Owner, FlowNode Node)> Waits { get; } = [];

    /// <summary>Owners that share a node.</summary>
    public List<(int First, int Second)> Joins { get; } = [];

    /// <summary>The node that stands for all exits of a loop; every other node itself.</summary>
    public static FlowNode Step(FlowNode node) => node.Kind == FlowKind.Exit ? node.Inner!.Exits[0] : node;

    /// <summary>Adds what one branch of a merge or a sink needs.</summary>
    public void AddBranch(FlowNode merge, bool branch, int owner = 0)
    {
        if (merge.Kind == FlowKind.Merge)
            Add(merge.Inputs[branch ? merge.TrueInput : 1 - merge.TrueInput], owner);
        else if (merge.TrueInput == (branch ? 1 : 0))
            Wait(merge.Controls[0], owner);
    }

    /// <summary>Adds a value and all that it needs.</summary>
    public void Add(FlowOutput output, int owner = 0)
    {
        FlowOutput source = PredicateFinder.Passed(output);
        bool isInside = literal is null || isBody ? IsInFrame(source.Node) : source.Node.Condition.Contains(literal);
        if (!isInside)
            Captures.Add((owner, source));
        else
            Enter(source.Node, owner);
    }

    /// <summary>Adds a node that must run.</summary>
    public void Wait(FlowNode node, int owner = 0)
    {
        if (node.Kind == FlowKind.Pass)
        {
            WaitPlain(node.Passed.Node, owner);
        }
        else if (node.Kind is FlowKind.Switch or FlowKind.LoopCond)
        {
            foreach (FlowOutput input in node.Inputs)
                WaitPlain(PredicateFinder.Passed(input).Node, owner);
        }
        else
        {
            WaitPlain(node, owner);
        }
    }

    // What the condition of a loop does has been done when its body runs.
    private void WaitPlain(FlowNode node, int owner)
    {
        if (literal is null ? IsInFrame(node) : node.Condition.Contains(literal))
            Enter(node, owner);
        else
            Waits.Add((owner, node));
    }

    private bool IsInFrame(FlowNode node) => node.Frame == frame && node.Kind is not (FlowKind.Enter or FlowKind.LoopMerge);

    private void Enter(FlowNode node, int owner) => _pending.Push((Step(node), owner));

    /// <summary>Follows everything that was added.</summary>
    public void Run()
    {
        while (_pending.TryPop(out (FlowNode Node, int Owner) next))
        {
            (FlowNode node, int owner) = next;
            budget.Visit();
            if (_owners.TryAdd(node, owner))
                AddNeeds(node, owner);
            else if (_owners[node] != owner)
                Joins.Add((owner, _owners[node]));
        }
    }

    private void AddNeeds(FlowNode node, int owner)
    {
        if (node.Kind == FlowKind.Exit)
        {
            foreach (FlowNode enter in node.Inner!.Enters)
                AddAll(enter, owner);
            return;
        }
        AddAll(node, owner);
        if (node.Predicate is { } predicate && node.Kind is FlowKind.Merge or FlowKind.Sink)
            Add(predicate.Value, owner);
    }

    private void AddAll(FlowNode reader, int owner)
    {
        foreach (FlowNode control in reader.Controls)
            Wait(control, owner);
        foreach (FlowOutput input in reader.Inputs)
            Add(input, owner);
    }
}
