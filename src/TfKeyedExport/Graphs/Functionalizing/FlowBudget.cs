using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>How much work a graph may cause: a model decides how entangled its branches are, but not how long we look at them.</summary>
internal sealed class FlowBudget
{
    private const long VisitLimit = 32L * GraphLimits.Nodes;

    private int _made;
    private long _visits;

    /// <summary>Counts a node that is put into some graph.</summary>
    public void Make()
    {
        if (++_made > GraphLimits.Nodes)
            throw Exceeded($"the graph has more than {GraphLimits.Nodes} nodes once its branches and loops are taken apart");
    }

    /// <summary>Counts a node that is looked at.</summary>
    public void Visit()
    {
        if (++_visits > VisitLimit)
            throw Exceeded("the graph's branches and loops are too entangled to take apart");
    }

    private static TfKeyedException Exceeded(string what) => TfKeyedException.Unreadable(what, null, "the embedded engine does not run models of this size");
}
