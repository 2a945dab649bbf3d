namespace TfKeyedExport.Checking.Reports;

/// <summary>Texts that begin small because they stand in others.</summary>
internal static class Sentence
{
    /// <summary>The text as a sentence of its own.</summary>
    public static string Of(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
