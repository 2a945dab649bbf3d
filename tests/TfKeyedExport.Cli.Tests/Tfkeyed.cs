using System.Text;
using System.Text.Json;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Cli.Tests;

/// <summary>Runs the program in this process and catches what it prints.</summary>
internal static class Tfkeyed
{
    /// <summary>Runs one command line; a model's bare name stands for its folder in the repository.</summary>
    public static Outcome Run(params string[] args) => RunWithInput("", args);

    /// <summary>Runs one command line with something on standard input.</summary>
    public static Outcome RunWithInput(string input, params string[] args) => Run(input, null, args);

    /// <summary>Runs one command line as a job of GitHub Actions does.</summary>
    public static Outcome RunOnGitHub(GitHubRun job, params string[] args) => Run("", job, args);

    private static Outcome Run(string input, GitHubRun? job, string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        int code;
        var bytes = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using (var terminal = new Terminal(() => bytes, () => output, () => error, false, false, false) { GitHub = job })
            code = CommandLine.Run(args, terminal);
        return new Outcome(code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    /// <summary>A test model's folder.</summary>
    public static string Model(string name) => Repository.Model(name);
}

/// <summary>What a run of the program left.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Outcome(int Code, string Output, string Error)
{
    /// <summary>Standard output as one JSON document.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}
