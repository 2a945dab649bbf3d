using System.Globalization;
using TfKeyedExport.Operations.Catalog;

namespace TfKeyedExport.Hosting.Placement;

/// <summary>Which operations one run executed, and on which devices.</summary>
/// <param name="Nodes">Every operation, in the order of the devices' reports.</param>
public sealed record RunTrace(IReadOnlyList<NodePlacement> Nodes)
{
    /// <summary>What TensorFlow itself puts into a graph to hold it together.</summary>
    private static readonly HashSet<string> Joints = new(StringComparer.Ordinal)
    {
        "_Arg", "_FusedConst", "_HostRecv", "_HostSend", "_Recv", "_Retval", "_SINK", "_SOURCE", "_Send",
    };

    /// <summary>The devices that ran anything, sorted.</summary>
    public IReadOnlyList<string> Devices => [.. Nodes.Select(n => n.Device).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The operations that compute: those that only move values are left out.</summary>
    public IReadOnlyList<NodePlacement> Computation =>
        [.. Nodes.Where(n => !Joints.Contains(n.Operation) && OperationCatalog.Find(n.Operation) is not { IsPlumbing: true })];

    /// <summary>The computing operations that ran on a kind of device, such as <c>GPU</c>.</summary>
    public IReadOnlyList<NodePlacement> ComputedOn(string kind) =>
        [.. Computation.Where(n => n.Device.StartsWith(kind + ":", StringComparison.Ordinal))];

    /// <summary>How many operations ran where, such as <c>12 operations on GPU:0, 3 on CPU:0</c>.</summary>
    public string Summary() => string.Join(", ", Computation
        .GroupBy(n => n.Device).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(
            (g, i) => string.Create(CultureInfo.InvariantCulture, $"{g.Count()}{(i > 0 ? "" : g.Count() == 1 ? " operation" : " operations")} on {g.Key}")));
}
