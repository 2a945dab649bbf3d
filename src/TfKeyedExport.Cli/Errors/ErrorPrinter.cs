using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Errors;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Errors;

/// <summary>Says on standard error what went wrong, where, and what to do next.</summary>
/// <param name="terminal">Where to say it.</param>
/// <param name="verbose">Whether stack traces are wanted.</param>
internal readonly struct ErrorPrinter(Terminal terminal, bool verbose)
{
    private const string Report = "This is a defect of tfkeyed, not of your model or your call.";

    /// <summary>Prints an error that the user can act on.</summary>
    /// <returns>The exit code.</returns>
    public int Print(TfKeyedException error)
    {
        Print(error.What, error.Where, error.Next);
        foreach (string choice in error.Choices)
            terminal.Error.WriteLine($"    {choice}");
        Trace(error);
        return ExitCodes.Of(error.Kind);
    }

    /// <summary>Prints a failure of the file system or of the operating system.</summary>
    /// <returns>The exit code.</returns>
    public int PrintSystem(Exception error)
    {
        Print(error.Message.TrimEnd('.'), null, SystemErrors.Next(error, "check the path, the permissions and the free space, then try again"));
        Trace(error);
        return ExitCodes.Unreadable;
    }

    /// <summary>Prints that memory ran out, of the process or of the system.</summary>
    /// <returns>The exit code.</returns>
    public int PrintNoMemory(Exception error)
    {
        Print("there is no memory for what was asked for", null, "ask for less at once, or run it where there is more memory");
        Trace(error);
        return ExitCodes.Limit;
    }

    /// <summary>Prints an error that nobody foresaw.</summary>
    /// <returns>The exit code.</returns>
    public int PrintDefect(Exception error)
    {
        Print(
            $"{error.GetType().Name}: {error.Message.TrimEnd('.')}",
            null,
            verbose ? $"{Report} Please report it with the trace below" : $"{Report} Please run it again with --verbose and report what it prints");
        Trace(error);
        return ExitCodes.Defect;
    }

    /// <summary>Prints the parts of a message, each on its line.</summary>
    public void Print(string what, string? where, string? next)
    {
        VisibleWriter error = terminal.Error;
        TextStyle style = terminal.ErrorStyle;
        error.WriteLine($"{style.Bad("error:")} {what}");
        if (where is not null)
            error.WriteLine($"  {style.Faint("where:")} {where}");
        if (next is not null)
            error.WriteLine($"  {style.Faint("next: ")} {next}");
    }

    // A message may hold what others wrote, a trace only names of methods and files of ours: lines end in the second and not in the first.
    private void Trace(Exception error)
    {
        if (!verbose)
            return;
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            terminal.Error.WriteLine($"{(ReferenceEquals(cause, error) ? "" : "caused by ")}{cause.GetType().FullName}: {cause.Message}");
            foreach (string line in (cause.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
                terminal.Error.WriteLine(line.TrimEnd('\r'));
        }
    }
}
