using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>A loop of TensorFlow 1: what lies between its <c>Enter</c> and <c>Exit</c> nodes.</summary>
internal sealed class FlowFrame(string name, FlowFrame? parent, NodeOrigin origin)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The loop that it stands in.</summary>
    public FlowFrame? Parent { get; } = parent;

    /// <summary>Where it begins, for messages.</summary>
    public NodeOrigin Origin { get; } = origin;

    /// <summary>What takes values in.</summary>
    public List<FlowNode> Enters { get; } = [];

    /// <summary>Its variables: merges of a first value and the next one.</summary>
    public List<FlowNode> Variables { get; } = [];

    /// <summary>What takes values out. The first of them stands for the whole loop where it is one step.</summary>
    public List<FlowNode> Exits { get; } = [];

    /// <summary>What says whether there is another round.</summary>
    public FlowNode? LoopCond { get; set; }

    /// <summary>That there is another round, as a predicate.</summary>
    public FlowPredicate? GoesOn { get; set; }

    /// <summary>Nodes that may not run twice and belong to the loop.</summary>
    public List<FlowNode> Effects { get; } = [];

    /// <summary>Whether everything that enters it has its place in the order.</summary>
    public bool IsOrdered { get; set; }

    /// <summary>When it runs at all, in the loop that it stands in.</summary>
    public FlowCondition Condition { get; set; } = null!;
}
