using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using TfKeyedExport.Cli.Commands;
using TfKeyedExport.Cli.Terminals;

namespace TfKeyedExport.Cli;

/// <summary>The usual help, followed by an example of the verb.</summary>
/// <param name="help">What prints the usual part.</param>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const string OfAll = """
        Examples:
          tfkeyed inspect MODEL                         what a model offers
          tfkeyed export MODEL OUTPUT --check           attach a key and check that it passes through
          tfkeyed run OUTPUT --request request.json     one prediction

        Exit codes:
          0 done, or safe         1 keys are unsafe        2 wrong usage       3 the model or input cannot be read
          4 refused               5 the engine cannot      6 not reached       7 undecided
          8 not to be written     9 a limit was reached    70 a defect of tfkeyed
          130 interrupted         143 ended by SIGTERM
        """;

    /// <summary>Replaces the help of a whole program.</summary>
    public static void Attach(RootCommand root, Terminal terminal)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        var help = (HelpAction)option.Action!;
        help.MaxWidth = terminal.Width;
        option.Action = new HelpWithExamples(help);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        string example = parseResult.CommandResult.Command is IVerb verb ? verb.Example : OfAll;
        parseResult.InvocationConfiguration.Output.WriteLine(example);
        return code;
    }
}
