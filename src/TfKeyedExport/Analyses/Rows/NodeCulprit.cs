using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Rows;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>The node at which rows lose their place.</summary>
/// <param name="Node">The node.</param>
/// <param name="Loss">How.</param>
/// <param name="What">What it does to them, as the end of a sentence that begins with it.</param>
internal sealed record NodeCulprit(Node Node, Loss Loss, string What) : RowCulprit(Loss, What)
{
    /// <summary>What the node is given in another order of rows than the rest: whatever has made that order is to blame. Null if it is none of that.</summary>
    public NodeOutput? Disordered { get; init; }

    /// <summary>A node that is given rows in several orders.</summary>
    /// <param name="node">The node.</param>
    /// <param name="disordered">What has another order than the rest.</param>
    public static NodeCulprit OfOrders(Node node, NodeOutput disordered) =>
        new(node, Loss.Order, "puts rows of the batch together with rows in another order") { Disordered = disordered };
}
