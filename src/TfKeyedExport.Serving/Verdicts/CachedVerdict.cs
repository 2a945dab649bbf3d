using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Serving.Verdicts;

/// <summary>What is kept of a check.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why it is unsafe; null if it is not.</param>
internal sealed record CachedVerdict(Verdict Verdict, string? Reason);
