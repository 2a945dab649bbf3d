namespace TfKeyedExport.Checking.Results;

/// <summary>The operation that is to blame, where one is known.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Op">Its operation.</param>
/// <param name="Source">The line of the program that made it; null if the model does not say.</param>
public sealed record Culprit(string Node, string Op, string? Source);
