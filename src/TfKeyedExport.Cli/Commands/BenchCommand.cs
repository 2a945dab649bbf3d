using System.CommandLine;
using System.CommandLine.Parsing;
using TfKeyedExport.Benchmarking;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Samples.Examples;
using TfKeyedExport.Cli.Benchmarking;
using TfKeyedExport.Cli.Errors;
using TfKeyedExport.Cli.Options;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting.Calling;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Cli.Commands;

/// <summary><c>tfkeyed bench</c>: times a model on both engines, and says which batch sizes a server should allow.</summary>
internal sealed class BenchCommand : Command, IVerb
{
    private static readonly Func<ArgumentResult, double> Milliseconds = NumberParser.Positive(1000 * LimitOptions.MostSeconds);
    private readonly Argument<string> _model = new("MODEL") { Description = "The SavedModel's folder." };

    private readonly Option<string?> _engines = new("--engines", "--engine")
    {
        Description = "The engines, compared with the first. Default: embedded,tensorflow, or whichever of them can run the model.",
        HelpName = "embedded,tensorflow",
    };

    private readonly Option<string?> _batchSizes = new("--batch-sizes")
    {
        Description = "Rows a call. Default: 1,8,32,128,1024, or the only size that the signature takes.",
        HelpName = "1,8,...",
    };

    private readonly Option<string> _signature = new("--signature")
    {
        Description = "The signature to run.",
        HelpName = "NAME",
        DefaultValueFactory = _ => ModelSignature.ServingDefault,
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "What to run instead: a signature, or a function, of which a signature is made in memory.",
        HelpName = "NAME|function:NAME[:TRACE]",
    };

    private readonly Option<double> _seconds = new("--seconds")
    {
        Description = "How long each engine runs each batch size.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = NumberParser.Positive(LimitOptions.MostSeconds),
    };
    private readonly Option<double?> _latency = new("--latency-ms")
    {
        Description = "Advise only batch sizes whose p99 stays within this.",
        HelpName = "N",
        CustomParser = result => Milliseconds(result),
    };
    private readonly Option<string?> _examples = new("--examples")
    {
        Description = "Rows to use instead of made-up ones: CSV, JSON lines, a predict request or golden cases.",
        HelpName = "FILE",
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };
    private readonly EngineOptions _place = new();
    private readonly Terminal _terminal;

    public BenchCommand(Terminal terminal)
        : base(Word, "Time a model on both engines, in turns, and advise batch sizes.")
    {
        _terminal = terminal;
        Add(_model);
        foreach (Option option in (Option[])[_engines, _batchSizes, _signature, _from, _seconds, _latency, _examples])
            Add(option);
        _place.AddPlaceTo(this);
        Add(_json);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public static string Word => "bench";

    /// <inheritdoc/>
    public string Example => """
        Example:
          tfkeyed bench babyweight-keyed --batch-sizes 1,32,1024 --latency-ms 5
          Latency, throughput, memory and load time on each engine, the ratios, and what to write into a server's allowed_batch_sizes.
        """;

    /// <inheritdoc/>
    public static bool Computes(IReadOnlyList<string> args) => true;

    private int Run(ParseResult parsed)
    {
        var duration = TimeSpan.FromSeconds(parsed.GetValue(_seconds));
        TimeSpan? latency = parsed.GetValue(_latency) is { } limit ? TimeSpan.FromMilliseconds(limit) : null;
        int[]? sizes = parsed.GetValue(_batchSizes) is { } list ? [.. BatchSizes.Parse(list)] : null;
        IReadOnlyList<string>? names = parsed.GetValue(_engines) is { } engines ? BenchEngines.Names(engines) : null;
        if (parsed.GetValue(_examples) is { } named)
            LocalPath.Check(named);
        string folder = parsed.GetValue(_model)!;
        EnginePlace place = _place.ReadPlace(parsed);
        string? from = parsed.GetValue(_from);
        using var interruption = new Interruption();

        CallableModel callable = Callable();
        (SavedModel model, string signature) = (callable.Model, callable.Signature);
        ExampleRows? examples = parsed.GetValue(_examples) is { } file ? ExampleRows.Load(file, model, signature, place.Host.Tags) : null;
        SampleRows rows = SampleRows.Make(model, signature, examples: examples, tags: place.Host.Tags);
        (IReadOnlyList<BenchEntry> entries, IReadOnlyList<string> notes) = BenchEngines.Choose(names, model, signature, place);
        var bench = new Bench(entries, () => Callable().Model, rows.Batch)
        {
            Signature = signature,
            BatchSizes = Fitting(sizes, rows.FixedBatchSize),
            Duration = duration,
        };
        var outcome = new BenchOutcome(folder, bench.Run(interruption.Token), duration, latency, [.. notes, .. rows.Remarks]);
        if (parsed.GetValue(_json))
            BenchJson.Print(_terminal, outcome);
        else
            new BenchText(_terminal).Print(outcome);
        return ExitCodes.Done;

        CallableModel Callable()
        {
            SavedModel loaded = SavedModel.Load(folder);
            return from is null
                ? CallableModel.ForSignature(loaded, parsed.GetValue(_signature)!, place.Host.Tags)
                : CallableModel.ForSource(loaded, from, place.Host.Tags);
        }
    }

    private static int[] Fitting(int[]? asked, int? only) => (asked, only) switch
    {
        (null, null) => [1, 8, 32, 128, 1024],
        (null, int size) => [size],
        (_, int size) when asked.Any(a => a != size) =>
            throw TfKeyedException.Usage($"the signature takes batches of {size} rows only", "--batch-sizes", "leave it out"),
        _ => asked,
    };
}
