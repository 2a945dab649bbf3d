using System.CommandLine;
using System.Globalization;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples.Examples;
using TfKeyedExport.Cli.Benchmarking;
using TfKeyedExport.Cli.Errors;
using TfKeyedExport.Cli.Handoffs;
using TfKeyedExport.Cli.Options;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Errors;
using TfKeyedExport.Handoff;
using TfKeyedExport.Handoff.Manifests;
using TfKeyedExport.Handoff.Sizes;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.SavedModels.Publishing;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Cli.Commands;

/// <summary><c>tfkeyed handoff</c>: lays a keyed model out for a server.</summary>
internal sealed class HandoffCommand : Command, IVerb
{
    // Each size of a batch; the choice among sizes needs less than the figures of bench.
    private static readonly TimeSpan Measuring = TimeSpan.FromMilliseconds(400);

    private readonly Argument<string> _model = new("MODEL") { Description = "The keyed SavedModel's folder." };
    private readonly Argument<string> _repository = new("REPOSITORY") { Description = "The folder that a server reads; it is made if it is missing." };
    private readonly Option<string?> _name = new("--name")
    {
        Description = "The name under which it is served. Default: MODEL's folder name.",
        HelpName = "NAME",
    };


    private readonly Option<string> _version = new("--version")
    {
        Description = "The version; auto takes the next one.",
        HelpName = "auto|N",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<string> _signature = new("--signature")
    {
        Description = "The signature to check, to measure and to warm up.",
        HelpName = "NAME",
        DefaultValueFactory = _ => ModelSignature.ServingDefault,
    };

    private readonly Option<string[]> _keys = new("--key")
    {
        Description = "An input that is a key, and the output as which it comes back if that is called otherwise; may be repeated. "
            + "Default: what the graph passes through.",
        HelpName = "NAME[=OUTPUT]",
    };

    private readonly Option<string?> _warmup = new("--warmup")
    {
        Description = "Rows for warm-up requests, in the forms of --examples. Default: those of --examples, else made-up ones.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _batchSizes = new("--batch-sizes")
    {
        Description = "The batch sizes to allow, instead of measuring which are worth it.",
        HelpName = "1,8,...",
    };

    private readonly Option<double?> _latency = new("--latency-ms")
    {
        Description = "Allow only batch sizes whose p99 stays within this.",
        HelpName = "N",
        CustomParser = result => NumberParser.Positive(1000 * LimitOptions.MostSeconds)(result),
    };

    private readonly Option<string> _server = new("--server")
    {
        Description = "Whose image the manifests start; both servers read the same files.",
        HelpName = "tf-serving|tfkeyed",
        DefaultValueFactory = _ => "tf-serving",
    };

    private readonly Option<string?> _image = new("--image")
    {
        Description = $"The image. Default: {ServerChoice.DefaultImage}; with --server tfkeyed there is none, and a Dockerfile is written.",
        HelpName = "IMAGE",
    };

    private readonly Option<bool> _allowUnsafe = new("--allow-unsafe")
    {
        Description = "Hand it over although the check does not say safe; README.md says so.",
    };

    private readonly EngineOptions _engine = new(LimitOptions.CheckSeconds);
    private readonly SampleOptions _samples = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };
    private readonly Terminal _terminal;

    public HandoffCommand(Terminal terminal)
        : base(Word, "Lay a keyed model out for TensorFlow Serving or tfkeyed serve: checked, measured, warmed up, with manifests.")
    {
        _terminal = terminal;
        Add(_model);
        Add(_repository);
        foreach (Option option in (Option[])[_name, _version, _signature, _keys, _warmup, _batchSizes, _latency, _server, _image, _allowUnsafe])
            Add(option);
        _engine.AddTo(this);
        _samples.AddTo(this);
        Add(_json);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public static string Word => "handoff";

    /// <inheritdoc/>
    public string Example => """
        Example:
          tfkeyed handoff babyweight-keyed /srv/models --name babyweight --latency-ms 5
          /srv/models/babyweight/1 appears in one step, if the check says safe; beside it what servers read, and a README.md that says what to run.
        """;

    /// <inheritdoc/>
    public static bool Computes(IReadOnlyList<string> args) => true;

    private int Run(ParseResult parsed)
    {
        ServerChoice server = ReadServer(parsed.GetValue(_server)!, parsed.GetValue(_image));
        IReadOnlyList<int>? sizes = parsed.GetValue(_batchSizes) is { } list ? BatchSizes.Parse(list) : null;
        TimeSpan? latency = parsed.GetValue(_latency) is { } limit ? TimeSpan.FromMilliseconds(limit) : null;
        string signature = parsed.GetValue(_signature)!;
        EnginePlace place = _engine.Read(parsed);
        SampleChoice samples = _samples.Read(parsed);
        IReadOnlyList<KeyPair>? keys = parsed.GetValue(_keys) is { Length: > 0 } named ? [.. named.Select(CheckCommand.ReadKey)] : null;
        string? warmup = parsed.GetValue(_warmup);
        if (warmup is not null)
            LocalPath.Check(warmup);
        bool json = parsed.GetValue(_json);
        using var interruption = new Interruption();
        using var progress = new ProgressBar(_terminal, "copying", TimeProvider.System);
        var job = new HandoffJob(new HandoffRequest
        {
            Model = parsed.GetValue(_model)!,
            Repository = parsed.GetValue(_repository)!,
            Name = parsed.GetValue(_name),
            Version = ReadVersion(parsed.GetValue(_version)!),
            Signature = signature,
            Keys = keys,
            Server = server,
            AllowUnsafe = parsed.GetValue(_allowUnsafe),
            Engine = place.Choice,
            Invariant = place.Invariant,
            Sizes = model => new BatchWish(
                sizes, latency, BenchEngines.ChooseOne(model, signature, place, server.Kind == ServerKind.TensorFlowServing), Measuring),
            Examples = model => samples.Load(model, signature, place.Host.Tags, keys),
            Warmup = model => (warmup ?? samples.Examples) is { } file ? ExampleRows.Load(file, model, signature, place.Host.Tags, keys) : null,
            Rows = samples.Rows,
            Seed = samples.Seed,
            CheckDuration = samples.Duration,
            Save = new SaveOptions { Progress = _terminal.ShowsProgress ? p => progress.Report(p.DoneBytes, p.TotalBytes) : null },
        });
        HandoffResult result = job.Run(interruption.Token);
        if (json)
            HandoffJson.Print(_terminal, result);
        else
            new HandoffText(_terminal).Print(result);
        return ExitCodes.Done;
    }

    private static ServerChoice ReadServer(string server, string? image)
    {
        ServerKind kind = server switch
        {
            "tf-serving" => ServerKind.TensorFlowServing,
            "tfkeyed" => ServerKind.Tfkeyed,
            _ => throw TfKeyedException.Usage($"there is no server '{server}'", "--server", "take tf-serving or tfkeyed"),
        };
        if (image is null)
        {
            return kind == ServerKind.TensorFlowServing ? new ServerChoice(kind, ServerChoice.DefaultImage) : throw TfKeyedException.Usage(
                "there is no published image of tfkeyed", "--image",
                "name the one that you build of the Dockerfile, such as --image registry.example/tfkeyed:1");
        }
        return image.StartsWith('-') || image.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? throw TfKeyedException.Usage($"'{image}' is no name of an image", "--image", $"write it as {ServerChoice.DefaultImage}")
            : new ServerChoice(kind, image);
    }

    private static long? ReadVersion(string text) => text switch
    {
        "auto" => null,
        _ when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long version) && version > 0 => version,
        _ => throw TfKeyedException.Usage($"'{text}' is no version", "--version", "take auto, or a whole number from 1 on"),
    };
}
