namespace TfKeyedExport.Keying.Sources;

/// <summary>What is said of the source of a keyed signature.</summary>
/// <param name="From">A signature's name or <c>function:NAME[:TRACE]</c>; null if nothing is named.</param>
/// <param name="Signature">The name of the signature to be.</param>
/// <param name="Tags">The tags of the only metagraph to look at; null for all.</param>
internal sealed record SourceRequest(string? From, string Signature, IReadOnlyList<string>? Tags);
