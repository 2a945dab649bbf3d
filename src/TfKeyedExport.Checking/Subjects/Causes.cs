using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Random;

namespace TfKeyedExport.Checking.Subjects;

/// <summary>What may make a model's answer change from call to call, as its graph tells.</summary>
/// <param name="MayWrite">Whether calls may change the model.</param>
/// <param name="MayDraw">Whether chance or the clock may decide.</param>
internal sealed record Causes(bool MayWrite, bool MayDraw)
{
    /// <summary>Of a model of which nothing is known.</summary>
    public static Causes Any { get; } = new(true, true);

    /// <summary>What a graph tells; null if it cannot be followed.</summary>
    public static Causes Of(Graph? graph) => graph is null ? Any : new(graph.Nodes.Any(Effects.HasWrites), graph.Nodes.Any(Draws));

    private static bool Draws(Node node) =>
        node.Work.Effect == Effect.Draws || (node.Work is Operation operation && MayDrawOf(operation)) || node.Regions.Any(r => r.Nodes.Any(Draws));

    // A generator that keeps its state in a variable both draws and writes. An operation of which nothing is known may do anything.
    private static bool MayDrawOf(Operation operation) =>
        operation.Family == RandomOperations.Family.Name || (operation is { Family: null, Effect: Effect.Writes });
}
