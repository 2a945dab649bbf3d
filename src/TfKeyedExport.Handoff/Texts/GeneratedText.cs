using System.Globalization;
using System.Text;
using TfKeyedExport.Hashing;

namespace TfKeyedExport.Handoff.Texts;

/// <summary>
/// Files that are written anew with each hand-over, unless somebody changed them: their first line says who wrote them, and what the rest was then.
/// </summary>
internal static class GeneratedText
{
    private const string By = "Written by tfkeyed handoff, fingerprint ";
    private const int DigitCount = 16;

    /// <summary>Puts the first line before a text.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="body">What follows.</param>
    public static string Seal(string name, string body)
    {
        string fingerprint = Fingerprint(Encoding.UTF8.GetBytes(body));
        (string open, string close) = name.EndsWith(".md", StringComparison.Ordinal) ? ("<!-- ", " -->") : ("# ", "");
        return $"{open}{By}{fingerprint}: once you change this file, it is kept, and the next one comes beside it as {name}.new.{close}\n{body}";
    }

    /// <summary>Whether a file is as it was written, so that it may be written anew.</summary>
    /// <param name="content">The file.</param>
    public static bool IsUntouched(ReadOnlySpan<byte> content)
    {
        int end = content.IndexOf((byte)'\n');
        if (end < 0)
            return false;
        string first = Encoding.UTF8.GetString(content[..end]);
        int at = first.IndexOf(By, StringComparison.Ordinal);
        return at is >= 0 and < 8 && first.AsSpan(at + By.Length).StartsWith(Fingerprint(content[(end + 1)..]), StringComparison.Ordinal);
    }

    private static string Fingerprint(ReadOnlySpan<byte> bytes) =>
        Fingerprint64.Compute(bytes).ToString($"x{DigitCount}", CultureInfo.InvariantCulture);
}
