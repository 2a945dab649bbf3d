using System.Diagnostics;

namespace TfKeyedExport.Cli.Tests.Terminals;

/// <summary>Runs the program as a process of its own, for what only the system can show: closed outputs and signals.</summary>
internal static class ProgramProcess
{
    /// <summary>The program, built beside the tests.</summary>
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "tfkeyed");

    /// <summary>Runs a line of the shell in which <c>tfkeyed</c> is the program, and takes standard output and error apart.</summary>
    public static Outcome Shell(string line)
    {
        using Process process = Start("sh", "-c", line.Replace("tfkeyed ", $"'{Program}' ", StringComparison.Ordinal));
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output, error.Result);
    }

    /// <summary>Starts the program.</summary>
    public static Process Tfkeyed(params string[] arguments) => Start(Program, arguments);

    /// <summary>Starts any program.</summary>
    public static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
