using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>A node of a graph with TensorFlow 1's control flow, and what was found out about it.</summary>
internal sealed class FlowNode(FlowKind kind, Node node)
{
    /// <summary>What it does.</summary>
    public FlowKind Kind { get; set; } = kind;

    /// <summary>The node; of kinds that the graph has no node for, one that only has a name.</summary>
    public Node Node { get; } = node;

    /// <summary>What it reads, edges back from the next round excepted.</summary>
    public FlowOutput[] Inputs { get; set; } = [];

    /// <summary>What it waits for.</summary>
    public FlowNode[] Controls { get; set; } = [];

    /// <summary>Of the merge of a loop: the <c>NextIteration</c> that it reads.</summary>
    public FlowNode? Next { get; set; }

    /// <summary>The loop that its outputs are in; null outside of loops.</summary>
    public FlowFrame? Frame { get; set; }

    /// <summary>Of an exit: the loop that it leaves.</summary>
    public FlowFrame? Inner { get; set; }

    /// <summary>Its place in an order in which everything comes after what it needs.</summary>
    public int Order { get; set; }

    /// <summary>When it is alive, inside its loop.</summary>
    public FlowCondition Condition { get; set; } = null!;

    /// <summary>What a switch or a merge depends on.</summary>
    public FlowPredicate? Predicate { get; set; }

    /// <summary>
    /// Of a merge, which of its inputs is alive when the predicate holds; of a sink, whether it waits for that branch: 1, or 0 for the other.
    /// </summary>
    public int TrueInput { get; set; }

    /// <summary>Whether something reads which input a merge took.</summary>
    public bool IndexIsRead { get; set; }

    /// <summary>Where the value of a switch comes from when all switches are passed by; of other nodes their first output.</summary>
    public FlowOutput Passed { get; set; }

    /// <summary>The same when identities are passed by as well.</summary>
    public FlowOutput Stripped { get; set; }

    /// <summary>
    /// What stands for all values that are the same as this one and alive at the same time, for each output of a switch; of other nodes for the first output.
    /// </summary>
    public FlowOutput[] Same { get; set; } = [];

    /// <summary>Whether it may run at most once: it has an effect, or gives something else each time.</summary>
    public bool RunsOnce { get; set; }

    /// <summary>Whether it was put into some graph already.</summary>
    public bool IsMade { get; set; }

    /// <summary>When an output is alive.</summary>
    public FlowCondition ConditionOf(int output, FlowConditions conditions) =>
        Kind == FlowKind.Switch ? conditions.And(Condition, Predicate!.Is(output == 1)) : Condition;

    /// <summary>Where it stands, for messages.</summary>
    public string Where => $"node {Node.Origin}";
}

/// <summary>One output of a node.</summary>
internal readonly record struct FlowOutput(FlowNode Node, int Index);
