using TfKeyedExport.Protos;

namespace TfKeyedExport.Keying.Plans;

/// <summary>A node that an export adds to a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Op">Its operation.</param>
/// <param name="Inputs">The tensors that it reads.</param>
public sealed record PlannedNode(string Name, string Op, IReadOnlyList<string> Inputs)
{
    internal PlannedNode(NodeDef proto)
        : this(proto.Name, proto.Op, proto.Input) => Proto = proto;

    internal NodeDef Proto { get; } = new();

    /// <summary>Name, operation and inputs in a line: <c>y = Identity(x)</c>.</summary>
    public override string ToString() => $"{Name} = {Op}({string.Join(", ", Inputs)})";
}
