namespace TfKeyedExport.Cli.Terminals;

/// <summary>A job of GitHub Actions that this process runs in.</summary>
/// <param name="Workspace">The folder of the checkout; null if it is not said.</param>
/// <param name="SummaryFile">The file that the job's summary is appended to; null if there is none.</param>
internal sealed record GitHubRun(string? Workspace, string? SummaryFile)
{
    /// <summary>The job, as the environment tells; null outside of any.</summary>
    public static GitHubRun? OfProcess() => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true"
        ? new GitHubRun(Environment.GetEnvironmentVariable("GITHUB_WORKSPACE"), Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY"))
        : null;
}
