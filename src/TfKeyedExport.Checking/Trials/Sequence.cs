using TfKeyedExport.Checking.Probing;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Calls after which a call gets another answer than from a freshly loaded model.</summary>
/// <param name="Before">The calls before, in their order.</param>
/// <param name="Last">The call.</param>
/// <param name="Change">Its answer without them, and after them.</param>
internal sealed record Sequence(IReadOnlyList<SampleCall> Before, SampleCall Last, Change Change);
