using System.Globalization;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>Sizes as a model gives them, for messages: also those that no shape can have.</summary>
internal static class ShapeText
{
    private const int Shown = 16;

    /// <summary>Such as <c>[2, None, -3]</c>.</summary>
    public static string Of(ReadOnlySpan<long> sizes)
    {
        IEnumerable<string> shown = sizes[..Math.Min(sizes.Length, Shown)].ToArray().Select(s => s == -1 ? "None" : s.ToString(CultureInfo.InvariantCulture));
        return $"[{string.Join(", ", shown)}{(sizes.Length > Shown ? ", ..." : "")}]";
    }
}
