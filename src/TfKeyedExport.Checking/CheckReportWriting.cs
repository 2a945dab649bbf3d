using TfKeyedExport.Checking.Reports;
using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Checking;

/// <summary>Writes reports, for people and for programs.</summary>
public static class CheckReportWriting
{
    /// <summary>Writes the JSON document that scripts read.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Receives UTF-8.</param>
    public static void WriteJson(this CheckReport report, Stream stream) => JsonReport.Write(report, stream);

    /// <summary>Writes JUnit's XML, which build servers read: one test case a property.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Receives UTF-8.</param>
    public static void WriteJUnit(this CheckReport report, Stream stream) => JUnitReport.Write(report, stream);

    /// <summary>Writes the report for people.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Receives the text.</param>
    /// <param name="colour">Whether to colour it with ANSI sequences.</param>
    public static void WriteText(this CheckReport report, TextWriter writer, bool colour = false) => TextReport.Write(report, writer, colour);

    /// <summary>Writes one HTML page that needs no other file.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Receives the text.</param>
    public static void WriteHtml(this CheckReport report, TextWriter writer) => HtmlReport.Write(report, writer);

    /// <summary>
    /// Writes workflow commands of GitHub Actions, one a line: an error for each unsafe output, a warning for what is undecided, a notice for what is not
    /// proved.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Receives the lines.</param>
    /// <param name="workspace">The checkout's folder, which is taken off the names of files; null leaves them as they are.</param>
    public static void WriteGitHubAnnotations(this CheckReport report, TextWriter writer, string? workspace = null) =>
        GitHubAnnotations.Write(report, writer, workspace);

    /// <summary>Writes the outputs and their verdicts as a table in Markdown.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Receives the text.</param>
    public static void WriteGitHubSummary(this CheckReport report, TextWriter writer) => GitHubSummary.Write(report, writer);
}
