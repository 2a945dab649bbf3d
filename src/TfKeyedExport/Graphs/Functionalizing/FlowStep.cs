using TfKeyedExport.Operations;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Something that a region does at once: a node, a whole loop, or a choice between two branches with everything that comes of it.</summary>
internal sealed class FlowStep(FlowNode first)
{
    /// <summary>The nodes: one, or the merges and sinks of a choice.</summary>
    public List<FlowNode> Nodes { get; } = [first];

    /// <summary>Whether it is a choice.</summary>
    public bool IsChoice => Nodes[0].Kind is FlowKind.Merge or FlowKind.Sink;

    /// <summary>The steps that need this one.</summary>
    public List<FlowStep> Readers { get; } = [];

    /// <summary>How many times it still needs others.</summary>
    public int Missing { get; set; }
}
