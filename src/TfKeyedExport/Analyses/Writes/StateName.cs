using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Variables;

namespace TfKeyedExport.Analyses.Writes;

/// <summary>The names of variables and tables.</summary>
internal static class StateName
{
    /// <summary>The name by which nodes share a variable or table: its container and <c>shared_name</c>, else the node's own name.</summary>
    public static string Of(Node node)
    {
        string container = node.Attributes.TryGet("container", out var c) ? c.S.ToStringUtf8() : "";
        string shared = node.Attributes.TryGet("shared_name", out var s) ? s.S.ToStringUtf8() : "";
        return Of(container, shared, node.Is(VariableOperations.VarHandleOp) ? "" : node.Origin.Name);
    }

    /// <summary>The same.</summary>
    /// <param name="container">The container.</param>
    /// <param name="shared">The <c>shared_name</c>.</param>
    /// <param name="own">The node's own name. A variable of TensorFlow 2 that is given no name has none: all of them are one.</param>
    public static string Of(string container, string shared, string own) => $"{container}/{(shared.Length == 0 ? own : shared)}";
}
