using TfKeyedExport.Conformance.Cases;

namespace TfKeyedExport.Conformance.Running;

/// <summary>What came of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Wrong">What was expected and what came; null if all was well.</param>
internal sealed record Result(Case Case, string? Wrong);
