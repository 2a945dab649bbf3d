using System.CommandLine;
using TfKeyedExport.Cli.Engines;
using TfKeyedExport.Cli.Errors;
using TfKeyedExport.Cli.Options;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.TensorFlow.Libraries;

namespace TfKeyedExport.Cli.Commands;

/// <summary><c>tfkeyed engines</c>: what there is to run models on.</summary>
internal sealed class EnginesCommand : Command, IVerb
{
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };
    private readonly EngineOptions _place = new();
    private readonly Terminal _terminal;

    public EnginesCommand(Terminal terminal)
        : base(Word, "List the engines: the embedded one, and every TensorFlow library that was looked for.")
    {
        _terminal = terminal;
        _place.AddLibraryTo(this);
        Add(_json);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public static string Word => "engines";

    /// <inheritdoc/>
    public string Example => """
        Example:
          tfkeyed engines --tensorflow /opt/tensorflow/lib
          Says which library would be used, its version and devices, and why others are turned down.
        """;

    /// <inheritdoc/>
    public static bool Computes(IReadOnlyList<string> args) => true;

    private int Run(ParseResult parsed)
    {
        IReadOnlyList<LibraryCandidate> candidates = TensorFlowLibrary.Candidates(_place.ReadLibrary(parsed));
        if (parsed.GetValue(_json))
            EnginesJson.Print(_terminal, candidates);
        else
            new EnginesText(_terminal).Print(candidates);
        return ExitCodes.Done;
    }
}
