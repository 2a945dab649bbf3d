using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Checking.Replaying;

/// <summary>What an earlier check found of one output.</summary>
/// <param name="Output">The output.</param>
/// <param name="Reason">Why it is unsafe; null if its values were wrong for another reason.</param>
/// <param name="Example">The call that shows it.</param>
public sealed record RecordedFinding(string Output, Reason? Reason, Counterexample Example)
{
    /// <summary>The reason's word, or what is said where there is none.</summary>
    internal string Word => Reason?.Name() ?? "wrong values";
}
