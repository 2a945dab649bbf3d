namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>A regular expression that RE2 would not accept.</summary>
/// <param name="message">What is wrong, in RE2's terms.</param>
internal sealed class RegexSyntaxException(string message) : Exception(message);
