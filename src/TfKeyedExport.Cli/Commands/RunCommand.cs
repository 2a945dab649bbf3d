using System.Buffers;
using System.CommandLine;
using TfKeyedExport.Cli.Errors;
using TfKeyedExport.Cli.Options;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Calling;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Cli.Commands;

/// <summary><c>tfkeyed run</c>: one prediction, or the cases of a file.</summary>
internal sealed class RunCommand : Command, IVerb
{
    private readonly Argument<string> _model = new("MODEL") { Description = "The SavedModel's folder." };
    private readonly Option<string?> _request = new("--request")
    {
        Description = "A TF Serving REST predict body; - reads standard input.",
        HelpName = "FILE|-",
    };
    private readonly Option<string?> _cases = new("--cases")
    {
        Description = "Cases in the golden form; they are printed with the answers of this run.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _from = new("--from")
    {
        Description = "What answers the request instead of the signature that it names: a signature, or a function, of which a signature is made in memory.",
        HelpName = "NAME|function:NAME[:TRACE]",
    };

    private readonly EngineOptions _engine = new();
    private readonly Terminal _terminal;

    public RunCommand(Terminal terminal)
        : base(Word, "Run a model once and print its answer.")
    {
        _terminal = terminal;
        Add(_model);
        Add(_request);
        Add(_cases);
        Add(_from);
        _engine.AddTo(this);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public static string Word => "run";

    /// <inheritdoc/>
    public string Example => """
        Example:
          echo '{"instances": [{"x": 1.5, "key": "row-7"}]}' | tfkeyed run MODEL --request -
          {
              "predictions": [
                  {
                      "key": "row-7",
                      "y": 3.0
                  }
              ]
          }
        """;

    /// <inheritdoc/>
    public static bool Computes(IReadOnlyList<string> args) => true;

    private int Run(ParseResult parsed)
    {
        string? request = parsed.GetValue(_request);
        string? cases = parsed.GetValue(_cases);
        if ((request is null) == (cases is null))
            throw TfKeyedException.Usage("exactly one of --request and --cases is needed", null, "see tfkeyed run --help");
        string? from = parsed.GetValue(_from);
        if (cases is not null && from is not null)
            throw TfKeyedException.Usage("each case names its own signature or function", "--from", "leave it out, or write \"function\": NAME into the cases");
        LocalPath.Check((request ?? cases)!);
        EnginePlace place = _engine.Read(parsed);
        // While it waits for input, there is nothing to clean up: a signal ends the process.
        ReadOnlyMemory<byte> content = request is null ? default : ReadRequest(request);
        using var interruption = new Interruption();
        var answer = new ArrayBufferWriter<byte>();
        TfKeyedException? unexpected = null;
        if (request is not null)
        {
            var options = new RestOptions(MemoryLimit: place.Host.MemoryLimit, Where: request == "-" ? "standard input" : request);
            PredictBody body = PredictBody.Read(content, options);
            SavedModel model = SavedModel.Load(parsed.GetValue(_model)!);
            Answer(body, options, model, from, place, answer, interruption.Token);
        }
        else
        {
            GoldenDocument document = GoldenDocument.Load(cases!, place.Host.MemoryLimit);
            SavedModel model = SavedModel.Load(parsed.GetValue(_model)!);
            var runner = new CaseRunner(model, place.Choice, interruption.Token);
            document.Write(answer, runner.Run(document.Cases));
            unexpected = runner.Unexpected;
        }
        _terminal.WriteDocument(answer.WrittenSpan);
        // The document tells what became of every case; who reads the exit code alone has to learn of it too.
        return unexpected is null ? ExitCodes.Done : throw unexpected;
    }

    private static void Answer(
        PredictBody body, RestOptions options, SavedModel model, string? from, EnginePlace place, IBufferWriter<byte> answer,
        CancellationToken cancellation)
    {
        CallableModel callable = from is null
            ? CallableModel.ForSignature(model, body.SignatureName ?? ModelSignature.ServingDefault, place.Host.Tags)
            : CallableModel.ForSource(model, from, place.Host.Tags);
        using IModelHost host = place.Choice.Open(callable.Model, [callable.Signature], cancellation).Host;
        ISignatureRunner runner = host.Prepare(callable.Signature);
        PredictRunner.Run(runner, new RestSignature(runner.Signature), body, answer, options, cancellation);
    }

    private ReadOnlyMemory<byte> ReadRequest(string path) =>
        path == "-" ? InputBytes.Read(_terminal.Input, "standard input") : InputBytes.Read(path, "the request");
}
