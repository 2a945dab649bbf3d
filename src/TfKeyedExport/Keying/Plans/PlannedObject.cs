using TfKeyedExport.Protos;

namespace TfKeyedExport.Keying.Plans;

/// <summary>An object that an export adds to the object graph, for Python's loader.</summary>
/// <param name="Id">Its position in the object graph.</param>
/// <param name="Kind">What it is: <c>signature_map</c> or <c>bare_concrete_function</c>.</param>
/// <param name="Path">Where it stands below the root: <c>signatures/serving_default</c>.</param>
public sealed record PlannedObject(int Id, string Kind, string Path)
{
    internal SavedObject Proto { get; init; } = new();

    /// <summary>Id, kind and place in a line.</summary>
    public override string ToString() => $"object {Id}: {Kind} at {Path}";
}
