using TfKeyedExport.Checking;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Cli.Terminals;

namespace TfKeyedExport.Cli.Printing;

/// <summary>Puts a check's report where people look who use GitHub Actions: at the lines of the program, and in the job's summary.</summary>
internal static class GitHubOutput
{
    /// <summary>Writes it, if the process runs there.</summary>
    public static void Write(CheckReport report, Terminal terminal)
    {
        if (terminal.GitHub is not { } run)
            return;
        // Commands are read from both outputs; standard output may be a document that a program reads.
        report.WriteGitHubAnnotations(terminal.Error, run.Workspace);
        if (string.IsNullOrEmpty(run.SummaryFile))
            return;
        try
        {
            using var text = new StringWriter { NewLine = "\n" };
            report.WriteGitHubSummary(text);
            File.AppendAllText(run.SummaryFile, text.ToString());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The verdict stands whether or not there is a summary of it.
            terminal.Error.WriteLine($"The summary of the job cannot be written ({error.Message.TrimEnd('.')}).");
        }
    }
}
