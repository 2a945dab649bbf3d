using System.CommandLine;
using TfKeyedExport.Cli.Terminals;

namespace TfKeyedExport.Cli.Commands;

/// <summary>The verbs of the program, in the order of its help.</summary>
internal static class Verbs
{
    private static readonly Entry[] All =
    [
        Of(static terminal => new ExportCommand(terminal)),
        Of(static terminal => new InspectCommand(terminal)),
        Of(static terminal => new CheckCommand(terminal)),
        Of(static terminal => new RunCommand(terminal)),
        Of(static terminal => new BenchCommand(terminal)),
        Of(static terminal => new HandoffCommand(terminal)),
        Of(static terminal => new ServeCommand(terminal)),
        Of(static terminal => new EnginesCommand(terminal)),
    ];

    /// <summary>Their words on the command line.</summary>
    public static IEnumerable<string> Words => All.Select(verb => verb.Word);

    /// <summary>Makes all of them.</summary>
    public static IEnumerable<Command> Make(Terminal terminal) => All.Select(verb => verb.Make(terminal));

    /// <summary>Whether a command line runs a model. It is asked before any verb is made, which costs more than the answer.</summary>
    /// <param name="args">The command line, without the program.</param>
    public static bool Compute(IReadOnlyList<string> args)
    {
        string? word = args.FirstOrDefault(a => !a.StartsWith('-'));
        return Array.Exists(All, verb => verb.Word == word && verb.Computes(args));
    }

    private static Entry Of<T>(Func<Terminal, T> make)
        where T : Command, IVerb => new(T.Word, T.Computes, make);

    private sealed record Entry(string Word, Func<IReadOnlyList<string>, bool> Computes, Func<Terminal, Command> Make);
}
