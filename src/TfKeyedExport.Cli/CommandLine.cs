using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using TfKeyedExport.Cli.Commands;
using TfKeyedExport.Cli.Errors;
using TfKeyedExport.Cli.Native;
using TfKeyedExport.Cli.Options;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Cli;

/// <summary>The program from its arguments to its exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs one verb; every error ends here as a message and a code.</summary>
    public static int Run(IReadOnlyList<string> args, Terminal terminal)
    {
        if (ServerProgram.IsMeant(args))
            return Serve([.. args.Skip(1)], terminal);
        var verbose = new Option<bool>("--verbose") { Description = "Add stack traces to messages about errors.", Recursive = true };
        ParseResult parsed = Build(verbose, terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var errors = new ErrorPrinter(terminal, parsed.GetValue(verbose));
        if (parsed.Action is ParseErrorAction)
            return PrintUsageErrors(parsed, errors);
        int code = Invoke(parsed, terminal, errors);
        try
        {
            terminal.Out.Flush();
        }
        catch (TfKeyedException error) when (code is ExitCodes.Done or ExitCodes.Unsafe or ExitCodes.Undecided)
        {
            return errors.Print(error);
        }
        catch (TfKeyedException)
        {
            // What went wrong first has been told.
        }
        return code;
    }

    // All of its flags are the server's to read, also --help.
    private static int Serve(IReadOnlyList<string> args, Terminal terminal)
    {
        try
        {
            return ServerProgram.Continue(args);
        }
        catch (TfKeyedException error)
        {
            return new ErrorPrinter(terminal, verbose: false).Print(error);
        }
    }

    private static int Invoke(ParseResult parsed, Terminal terminal, ErrorPrinter errors)
    {
        try
        {
            EmptyArguments.Refuse(parsed);
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Only the help is written there, which is ours from end to end and has line breaks of its own.
                Output = terminal.Out.Inner,
                Error = terminal.Error.Inner,
            });
        }
        catch (TfKeyedException error)
        {
            return errors.Print(error);
        }
        catch (OperationCanceledException)
        {
            errors.Print($"{Interruption.Reason}; nothing was left behind", null, null);
            return Interruption.ExitCode;
        }
        catch (Exception error)
        {
            return SystemErrors.Cause(error) switch
            {
                TfKeyedException cause => errors.Print(cause),
                var cause when SystemErrors.IsOutOfMemory(cause) => errors.PrintNoMemory(cause),
                var cause and (IOException or UnauthorizedAccessException) => errors.PrintSystem(cause),
                _ => errors.PrintDefect(error),
            };
        }
    }

    private static RootCommand Build(Option<bool> verbose, Terminal terminal)
    {
        var root = new RootCommand("Keyed predictions for TensorFlow SavedModels: each answer comes back with the key of its row.");
        foreach (Command verb in Verbs.Make(terminal))
            root.Add(verb);
        root.Add(verbose);
        HelpWithExamples.Attach(root, terminal);
        root.SetAction(parsed =>
        {
            new HelpAction().Invoke(parsed);
            return ExitCodes.Usage;
        });
        return root;
    }

    private static int PrintUsageErrors(ParseResult parsed, ErrorPrinter errors)
    {
        string verb = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
        string what = string.Join("; ", parsed.Errors.Select(e => e.Message.TrimEnd('.')).Distinct());
        errors.Print(what, null, $"see tfkeyed {verb}--help");
        return ExitCodes.Usage;
    }
}
