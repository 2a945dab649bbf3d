using System.Diagnostics.CodeAnalysis;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>What becomes of one field, or of all of a kind.</summary>
/// <param name="Name">Such as <c>key</c>, <c>inputs</c> or <c>inputs.mother_age</c>.</param>
/// <param name="Rule">What becomes of it.</param>
internal sealed record LogField(string Name, LogFieldRule Rule)
{
    /// <summary>Fields that stand by themselves.</summary>
    public static IReadOnlyList<string> Single { get; } = ["key", "request_id"];

    /// <summary>Fields that have others below them.</summary>
    public static IReadOnlyList<string> Groups { get; } = ["inputs", "outputs", "headers"];

    /// <summary>Reads <c>NAME=keep|hash|drop</c>.</summary>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out LogField field)
    {
        // An input's name may have an equals sign in it; a rule has none.
        int at = text.LastIndexOf('=');
        string name = at < 0 ? "" : text[..at];
        LogFieldRule? rule = text[(at + 1)..] switch
        {
            "keep" => LogFieldRule.Keep,
            "hash" => LogFieldRule.Hash,
            "drop" => LogFieldRule.Drop,
            _ => null,
        };
        field = rule is { } known && IsField(name) ? new LogField(name, known) : null;
        return field is not null;
    }

    private static bool IsField(string name) =>
        Single.Contains(name) || Groups.Any(g => name == g || (name.Length > g.Length + 1 && name.StartsWith(g + ".", StringComparison.Ordinal)));
}
