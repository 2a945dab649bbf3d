using System.CommandLine;
using TfKeyedExport.Cli.Native;
using TfKeyedExport.Cli.Terminals;

namespace TfKeyedExport.Cli.Commands;

/// <summary><c>tfkeyed serve</c>: continues in the server's program, which has a web server in it and reads its flags itself.</summary>
internal sealed class ServeCommand : Command, IVerb
{
    public ServeCommand(Terminal terminal)
        : base(Word, "Serve models as TensorFlow Serving does, keys held against their rows.")
    {
        _ = terminal;
        TreatUnmatchedTokensAsErrors = false;
        SetAction(parsed => ServerProgram.Continue([.. parsed.UnmatchedTokens]));
    }

    /// <inheritdoc/>
    public static string Word => ServerProgram.Verb;

    /// <inheritdoc/>
    public string Example => """
        Example:
          tfkeyed serve --rest_api_port=8501 --model_name=babyweight --model_base_path=/models/babyweight
          All of TensorFlow Serving's flags and the server's own: tfkeyed serve --help
        """;

    /// <inheritdoc/>
    public static bool Computes(IReadOnlyList<string> args) => false;
}
