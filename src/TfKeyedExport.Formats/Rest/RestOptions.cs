using TfKeyedExport.Errors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>How bodies are read and answers are written.</summary>
/// <param name="TfServingQuirks">
/// Whether to do as TF Serving does also where that helps nobody: types that it cannot read or write are refused, small integers wrap, decimals of more than
/// 15 digits may miss the nearest double, and strings that are not UTF-8 break the answer.
/// </param>
/// <param name="MemoryLimit">The most memory, in bytes, that what is read may take.</param>
/// <param name="Where">The file or client, for errors; null if their words alone matter.</param>
public sealed record RestOptions(bool TfServingQuirks = false, long MemoryLimit = DefaultLimits.Memory, string? Where = null)
{
    /// <summary>What holds unless something else is said.</summary>
    public static RestOptions Default { get; } = new();
}
