using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Matching;

/// <summary>What a case says and nobody looks at: such a case fails, so that nothing passes unseen.</summary>
internal static class UnknownKeys
{
    /// <summary>Says which member nobody knows, or null.</summary>
    public static string? Of(JsonNode? node, string where, IReadOnlySet<string> known) =>
        node?.Members.Select(m => m.Key).FirstOrDefault(k => !known.Contains(k)) is { } unknown ? $"the runner does not know {where} {unknown}" : null;
}
