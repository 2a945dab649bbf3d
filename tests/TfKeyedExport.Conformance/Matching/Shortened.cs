namespace TfKeyedExport.Conformance.Matching;

/// <summary>Texts of any length on one line that can be read.</summary>
internal static class Shortened
{
    private const int Most = 300;

    /// <summary>A text on one line, cut if it is long.</summary>
    public static string Text(string text)
    {
        string line = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return line.Length <= Most ? line : $"{line[..Most]}... ({line.Length} characters)";
    }
}
