using System.CommandLine;
using TfKeyedExport.Cli.Errors;
using TfKeyedExport.Cli.Exporting;
using TfKeyedExport.Cli.Options;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting.Versions;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels.Publishing;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Cli.Commands;

/// <summary><c>tfkeyed export</c>: writes a keyed copy of a model.</summary>
internal sealed class ExportCommand : Command, IVerb
{
    private readonly Argument<string> _model = new("MODEL") { Description = "The SavedModel's folder; it is only read." };
    private readonly Argument<string> _output = new("OUTPUT") { Description = "The folder to make; with --version auto, the folder of versions." };

    private readonly Option<string> _signature = new("--signature")
    {
        Description = "The signature to write.",
        HelpName = "NAME",
        DefaultValueFactory = _ => ModelSignature.ServingDefault,
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "What it is made of. Default: that signature, else the only one that can carry a key, else the serve, serving, serving_default, "
            + "__call__ or call function. NAME may be a child's: child.NAME.",
        HelpName = "NAME|function:NAME[:TRACE]",
    };

    private readonly Option<string[]> _keys = new("--key")
    {
        Description = "A key; may be repeated. Default: key:string. The shape follows the batch unless given.",
        HelpName = "NAME[:DTYPE[:SHAPE]]",
    };

    private readonly Option<string[]> _renames = new("--rename") { Description = "Renames an output; may be repeated.", HelpName = "OLD=NEW" };
    private readonly Option<string[]> _inputRenames = new("--rename-input") { Description = "Renames an input; may be repeated.", HelpName = "OLD=NEW" };
    private readonly Option<string?> _outputName = new("--output") { Description = "Renames the only output.", HelpName = "NAME" };
    private readonly Option<string?> _keepAs = new("--keep-as") { Description = "Keeps the replaced signature under this name.", HelpName = "NAME" };
    private readonly Option<string?> _tags = new("--tags") { Description = "The metagraph to key. Default: every one that has the source.", HelpName = "A,B" };

    private readonly Option<string> _variables = new("--variables")
    {
        Description = "How variables get into the copy; auto makes a reflink where the file system can.",
        HelpName = "auto|copy|reflink|hardlink",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<string?> _version = new("--version") { Description = "auto: OUTPUT holds versions; make the next one.", HelpName = "auto" };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace a SavedModel that is at OUTPUT, in one step." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print what would be done, and do nothing." };
    private readonly Option<bool> _check = new("--check") { Description = "Check that keys pass through before anything is published." };
    private readonly EngineOptions _engine = new(LimitOptions.CheckSeconds, hasTags: false);
    private readonly SampleOptions _samples = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };
    private readonly Terminal _terminal;

    public ExportCommand(Terminal terminal)
        : base(Word, "Write a copy of a model whose signature takes a key and returns it beside the answer.")
    {
        _terminal = terminal;
        Add(_model);
        Add(_output);
        foreach (Option option in (Option[])
        [
            _signature, _from, _keys, _renames, _inputRenames, _outputName, _keepAs, _tags, _variables, _version, _overwrite, _dryRun, _check,
        ])
            Add(option);
        _engine.AddTo(this);
        _samples.AddTo(this);
        Add(_json);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public static string Word => "export";

    /// <inheritdoc/>
    public string Example => """
        Example:
          tfkeyed export babyweight babyweight-keyed --output babyweight --check
          Takes the model's inputs and a key; returns babyweight and that key. OUTPUT appears only if the check says safe.
        """;

    /// <inheritdoc/>
    public static bool Computes(IReadOnlyList<string> args) => args.Contains("--check");

    private int Run(ParseResult parsed)
    {
        var request = new KeyingRequest
        {
            Signature = parsed.GetValue(_signature)!,
            From = parsed.GetValue(_from),
            Keys = parsed.GetValue(_keys) is { Length: > 0 } keys ? [.. keys.Select(KeySpec.Parse)] : [KeySpec.Default],
            RenameOutputs = Renames.Parse("--rename", parsed.GetValue(_renames)),
            RenameInputs = Renames.Parse("--rename-input", parsed.GetValue(_inputRenames)),
            OutputName = parsed.GetValue(_outputName),
            KeepAs = parsed.GetValue(_keepAs),
            Tags = parsed.GetValue(_tags)?.Split(','),
        };
        bool overwrite = parsed.GetValue(_overwrite);
        string output = parsed.GetValue(_version) switch
        {
            null => parsed.GetValue(_output)!,
            "auto" => VersionFolders.Next(parsed.GetValue(_output)!),
            string other => throw TfKeyedException.Usage(
                $"there is no way '{other}' to choose a version", "--version", "write --version auto, or name the version's folder as OUTPUT"),
        };
        var job = new ExportJob(_terminal, parsed.GetValue(_model)!, output, request)
        {
            Variables = ReadVariables(parsed.GetValue(_variables)!),
            Overwrite = overwrite,
            Check = parsed.GetValue(_check),
            Engine = _engine.Read(parsed),
            Samples = _samples.Read(parsed),
        };
        IExportPrinter printer = parsed.GetValue(_json) ? new ExportJson(_terminal) : new ExportText(_terminal);
        if (parsed.GetValue(_dryRun))
        {
            printer.PrintPlan(job.Plan(), output);
            return ExitCodes.Done;
        }
        ExportOutcome outcome = job.Run();
        printer.PrintOutcome(outcome);
        return outcome.Published ? ExitCodes.Done : outcome.Check?.ExitCode ?? ExitCodes.Unsafe;
    }

    private static VariableCopy ReadVariables(string name) => name switch
    {
        "auto" => VariableCopy.Auto,
        "copy" => VariableCopy.Copy,
        "reflink" => VariableCopy.Reflink,
        "hardlink" => VariableCopy.HardLink,
        _ => throw TfKeyedException.Usage($"variables cannot be carried over by '{name}'", "--variables", "take auto, copy, reflink or hardlink"),
    };
}
