namespace TfKeyedExport.Keying.Paths;

/// <summary>An input that a signature returns untouched.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Output">The output's name.</param>
/// <param name="Nodes">The nodes between them, from the input on; nodes within functions as <c>call/node</c>.</param>
public sealed record KeyPath(string Input, string Output, IReadOnlyList<string> Nodes);
