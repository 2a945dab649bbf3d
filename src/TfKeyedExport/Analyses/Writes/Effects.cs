using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;

namespace TfKeyedExport.Analyses.Writes;

/// <summary>What nodes do beside giving results; of a node with regions, what is within them.</summary>
internal static class Effects
{
    /// <summary>Whether a node does something that others notice, itself or in a region: it must run though nobody reads it.</summary>
    public static bool HasEffect(Node node) => node.Work.Effect is Effect.Writes or Effect.Checks || node.Regions.Any(r => r.Nodes.Any(HasEffect));

    /// <summary>Whether a node writes what later calls see, itself or in a region.</summary>
    public static bool HasWrites(Node node) => IsWriter(node) || node.Regions.Any(r => r.Nodes.Any(HasWrites));

    /// <summary>Whether a node writes through one of its own inputs.</summary>
    public static bool IsWriter(Node node) => node.Work.Effect == Effect.Writes;

    /// <summary>Whether a node gives the handle of a variable or a table.</summary>
    public static bool IsHandle(Node node) => node.Work.Effect == Effect.Handle;

    /// <summary>Whether a node gives the same for the same inputs, always.</summary>
    public static bool IsPure(Node node) => !node.IsParameter && IsSteady(node);

    private static bool IsSteady(Node node) => node.Work.Effect is Effect.None or Effect.Handle && node.Regions.All(r => r.Nodes.All(IsSteady));
}
