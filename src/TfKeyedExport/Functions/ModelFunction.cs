namespace TfKeyedExport.Functions;

/// <summary>A Python function that a model was saved with, such as <c>__call__</c> or <c>serve</c>.</summary>
/// <param name="Name">The name of the attribute that holds it; below the root, names joined by dots.</param>
/// <param name="Traces">The ways in which it was traced.</param>
public sealed record ModelFunction(string Name, IReadOnlyList<FunctionTrace> Traces);
