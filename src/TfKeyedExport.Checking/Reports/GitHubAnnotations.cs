using TfKeyedExport.Checking.Results;
using TfKeyedExport.Text;

namespace TfKeyedExport.Checking.Reports;

/// <summary>
/// The report as workflow commands of GitHub Actions: an annotation for each output that is not proved, at the line of the program where that is known.
/// </summary>
internal static class GitHubAnnotations
{
    public static void Write(CheckReport report, TextWriter writer, string? workspace)
    {
        string model = $"{report.Model}, signature {report.Signature}";
        foreach (OutputReport output in report.Outputs)
        {
            string named = $"{model}: {output.Name}";
            if (output.Verdict == Verdict.Unsafe)
                Write(writer, "error", output.Culprit?.Source, workspace, $"{named} is unsafe ({output.Reason?.Name() ?? "wrong values"})", Unsafe(output));
            else if (output.WhyUndecided is { } why)
                Write(writer, "warning", null, workspace, $"{named} is undecided", Sentence.Of(why));
            else if (report.Verdict == Verdict.Safe && CulpritText.OfUnproved(output) is { } unproved)
                Write(writer, "notice", output.Culprit?.Source, workspace, $"{named} is safe as far as tested", unproved);
        }
        if (report.FailureOfPython is { } python)
            Write(writer, "error", null, workspace, $"{model}: unsafe in Python", $"{python}. {Advice.Python}");
        if (report.WhyUndecided is { } undecided && report.Outputs.All(o => o.WhyUndecided is null))
            Write(writer, "warning", null, workspace, $"{model}: undecided", Sentence.Of(undecided));
    }

    private static string Unsafe(OutputReport output) => string.Join(
        ' ',
        new[] { $"{CounterexampleText.Sentence(output.Counterexample!)}.", CulpritText.OfUnsafe(output), Advice.For(output) }.OfType<string>());

    private static void Write(TextWriter writer, string command, string? source, string? workspace, string title, string message)
    {
        string place = Place(source, workspace) is var (file, line) ? $"file={Property(file)},line={Property(line)}," : "";
        writer.WriteLine($"::{command} {place}title={Property(title)}::{Data(message)}");
    }

    // As SourceLines writes it: FILE:LINE.
    private static (string File, string Line)? Place(string? source, string? workspace)
    {
        int colon = source?.LastIndexOf(':') ?? -1;
        if (colon <= 0 || !int.TryParse(source.AsSpan(colon + 1), out _))
            return null;
        string file = source![..colon];
        string root = string.IsNullOrEmpty(workspace) ? "" : $"{workspace.TrimEnd('/')}/";
        if (root.Length > 0 && file.StartsWith(root, StringComparison.Ordinal))
            file = file[root.Length..];
        return (file, source[(colon + 1)..]);
    }

    private static string Data(string text) => Visible.Of(text)
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
