using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations;

namespace TfKeyedExport.Safety;

/// <summary>A node that reaches outside its model.</summary>
/// <param name="Record">The node.</param>
/// <param name="Outside">What it does.</param>
/// <param name="Table">The nodes among which it stands.</param>
/// <param name="Function">The function whose body that is; null for the main graph.</param>
internal sealed record FoundOperation(NodeRecord Record, OutsideOperation Outside, NodeTable Table, FunctionBody? Function)
{
    /// <summary>The operation.</summary>
    public string Operation => Record.Operation.Name;

    /// <summary>Where the node stands, for messages.</summary>
    public NodeOrigin Origin => new(Record, Function?.Name, null);
}
