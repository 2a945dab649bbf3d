using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Matching;

/// <summary>Compares texts: what differs, or null.</summary>
internal static class Texts
{
    /// <summary>A text contains one, or all of a list.</summary>
    public static string? Contain(string what, JsonNode wanted, string? got)
    {
        IEnumerable<string> parts = wanted.Kind == JsonKind.List ? wanted.Items.Select(i => i.Text) : [wanted.Text];
        string? missing = parts.FirstOrDefault(p => got?.Contains(p, StringComparison.Ordinal) != true);
        return missing is null ? null : $"{what} with \"{Shortened.Text(missing)}\" expected, came {Quoted(got)}";
    }

    /// <summary>A text is one.</summary>
    public static string? Equal(string what, string wanted, string? got) =>
        wanted == got ? null : $"{what} \"{Shortened.Text(wanted)}\" expected, came {Quoted(got)}";

    private static string Quoted(string? text) => text is null ? "none" : $"\"{Shortened.Text(text)}\"";
}
