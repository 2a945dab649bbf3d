using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Keying.Sources;

/// <summary>What is keyed.</summary>
/// <param name="Sources">The metagraphs to touch, in the file's order, each with its source.</param>
/// <param name="Notes">What the user should know about those that stay as they are.</param>
internal sealed record ChosenSources(IReadOnlyList<(MetaGraph MetaGraph, KeyingSource Source)> Sources, IReadOnlyList<string> Notes);
