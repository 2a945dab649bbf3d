using System.CommandLine;
using TfKeyedExport.Checking;
using TfKeyedExport.Checking.Replaying;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Cli.Native;
using TfKeyedExport.Cli.Options;
using TfKeyedExport.Cli.Printing;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Calling;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.Remote;
using TfKeyedExport.Remote.Protocols;
using TfKeyedExport.Remote.Rows;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Cli.Commands;

/// <summary><c>tfkeyed check</c>: tries whether keys pass through.</summary>
internal sealed class CheckCommand : Command, IVerb
{
    private const int MostSeeds = 10_000;

    private readonly Argument<string?> _model = new("MODEL")
    {
        Description = "The keyed SavedModel's folder; with --remote none.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string?> _against = new("--against") { Description = "The unkeyed model, to compare the answers with.", HelpName = "ORIGINAL" };

    private readonly Option<string> _signature = new("--signature")
    {
        Description = "The signature to check.",
        HelpName = "NAME",
        DefaultValueFactory = _ => ModelSignature.ServingDefault,
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "The original's signature or function to compare with. Default: what the keyed one was made of.",
        HelpName = "NAME|function:NAME[:TRACE]",
    };

    private readonly Option<string[]> _keys = new("--key")
    {
        Description = "An input that is a key, and the output as which it comes back if that is called otherwise; may be repeated. "
            + "Default: what the graph passes through.",
        HelpName = "NAME[=OUTPUT]",
    };

    private readonly Option<int> _seeds = new("--seeds")
    {
        Description = "How many seeds to try, from --seed on: the worst verdict counts, and the first unsafe one ends it.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = NumberParser.Whole(1, MostSeeds),
    };

    private readonly Option<string?> _json = new("--json")
    {
        Description = "Write the report as JSON; - or nothing prints it.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _junit = new("--junit")
    {
        Description = "Write the properties as JUnit XML, for continuous integration.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _html = new("--html") { Description = "Write the report as one page.", HelpName = "FILE" };
    private readonly Option<string?> _replay = new("--replay")
    {
        Description = "Make the counterexamples in the --json report of an earlier check again, and nothing else: 1 if any still shows, 0 if none does.",
        HelpName = "FILE",
    };
    private readonly SampleOptions _samples = new(asksServers: true);
    private readonly RemoteOptions _remote = new();
    private readonly EngineOptions _engine = new(LimitOptions.CheckSeconds);
    private readonly Terminal _terminal;

    public CheckCommand(Terminal terminal)
        : base(Word, "Try whether each key comes back with its own answer: alone, in any batch, order and company.")
    {
        _terminal = terminal;
        Add(_model);
        Add(_against);
        Add(_signature);
        Add(_from);
        Add(_keys);
        _engine.AddTo(this);
        _samples.AddTo(this);
        Add(_seeds);
        foreach (Option option in (Option[])[_replay, _json, _junit, _html])
            Add(option);
        _remote.AddTo(this);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public static string Word => "check";

    /// <inheritdoc/>
    public string Example => """
        Example:
          tfkeyed check babyweight-keyed --against babyweight
          tfkeyed check --remote http://localhost:8501 --model babyweight --clients 16
          Exit code 0: keys are safe. 1: they are not, and a call that shows it is printed. 7: the sample rows could not tell; it says what to give.
        """;

    /// <inheritdoc/>
    public static bool Computes(IReadOnlyList<string> args) => true;

    private int Run(ParseResult parsed)
    {
        if (_remote.IsAsked(parsed))
            return NetworkProgram.IsIncluded ? CheckServer(parsed) : NetworkProgram.Continue();
        string folder = parsed.GetValue(_model)
            ?? throw TfKeyedException.Usage("no model is named", "MODEL", "name a SavedModel's folder, or a live server with --remote");
        if (parsed.GetValue(_replay) is { } file)
            return Replay(folder, file, parsed);
        EnginePlace place = _engine.Read(parsed);
        string signature = parsed.GetValue(_signature)!;
        IReadOnlyList<KeyPair>? keys = Keys(parsed);
        SampleChoice samples = _samples.Read(parsed);
        ReportFile?[] reports = Reports(parsed);
        using var interruption = new Interruption();
        SavedModel model = SavedModel.Load(folder);
        SelectedEngine selected = place.Choice.Open(model, [signature], interruption.Token);
        using IModelHost host = selected.Host;
        var check = new KeyCheck(selected.Engine, model)
        {
            Signature = signature,
            Against = parsed.GetValue(_against) is { } against ? SavedModel.Load(against) : null,
            AgainstSignature = parsed.GetValue(_from),
            Keys = keys,
            Rows = samples.Rows,
            Seed = samples.Seed,
            Seeds = parsed.GetValue(_seeds),
            Examples = samples.Load(model, signature, place.Host.Tags, keys),
            Host = place.Host,
            Invariant = place.Invariant,
            Duration = samples.Duration,
        };
        return Tell(check.Run(host, interruption.Token), reports, parsed);
    }

    private int CheckServer(ParseResult parsed)
    {
        if (parsed.GetValue(_model) is { } folder)
            throw TfKeyedException.Usage($"both a folder ({folder}) and a live server are named", "--remote", "check one after the other");
        // What only a model's folder can tell, or where it runs.
        string? against = parsed.GetValue(_against);
        Option[] ofFolders = [_seeds, _replay, .. against is null ? [_from, .. _engine.Places] : Array.Empty<Option>()];
        if (Array.Find(ofFolders, o => parsed.GetResult(o) is { Implicit: false }) is { } other)
            throw TfKeyedException.Usage($"{other.Name} is of a model's folder", other.Name, "leave it out, or check the folder");
        RemoteTarget target = _remote.Target(parsed);
        SampleChoice samples = _samples.Read(parsed);
        ReportFile?[] reports = Reports(parsed);
        using var interruption = new Interruption();
        string signature = parsed.GetValue(_signature)!;
        EnginePlace place = _engine.Read(parsed);
        CallableModel? callable = against is null ? null
            : parsed.GetValue(_from) is { } from ? CallableModel.ForSource(SavedModel.Load(against), from, place.Host.Tags)
            : CallableModel.ForSignature(SavedModel.Load(against), signature, place.Host.Tags);
        using IModelHost? host = callable is null ? null : place.Choice.Open(callable.Model, [callable.Signature], interruption.Token).Host;
        CheckReport report = new RemoteCheck(target)
        {
            Against = callable is null ? null : new Reference(callable.Model, host!.Prepare(callable.Signature), place.Host.Tags),
            Signature = signature,
            Keys = Keys(parsed),
            KeyPrefix = _remote.KeyPrefix(parsed),
            Examples = samples.Examples,
            Rows = samples.Rows,
            Seed = samples.Seed,
            Clients = _remote.Clients(parsed),
            Duration = samples.IsDuration ? samples.Duration : TimeSpan.FromSeconds(RemoteCheck.DefaultSeconds),
            Patience = place.Host.TimeLimit,
        }.Run(interruption.Token).GetAwaiter().GetResult();
        return Tell(report, reports, parsed);
    }

    private IReadOnlyList<KeyPair>? Keys(ParseResult parsed) => parsed.GetValue(_keys) is { Length: > 0 } named ? [.. named.Select(ReadKey)] : null;

    private ReportFile?[] Reports(ParseResult parsed)
    {
        string? json = parsed.GetValue(_json);
        return ReportFile.Open(("--json", json == "-" ? null : json), ("--junit", parsed.GetValue(_junit)), ("--html", parsed.GetValue(_html)));
    }

    private int Tell(CheckReport report, ReportFile?[] reports, ParseResult parsed)
    {
        Print(report.WriteJson, report.WriteText, parsed);
        GitHubOutput.Write(report, _terminal);
        reports[0]?.Write(report.WriteJson);
        reports[1]?.Write(report.WriteJUnit);
        reports[2]?.WriteText(report.WriteHtml);
        return report.ExitCode;
    }

    private int Replay(string folder, string file, ParseResult parsed)
    {
        LocalPath.Check(file);
        if (parsed.GetValue(_junit) is not null || parsed.GetValue(_html) is not null)
            throw TfKeyedException.Usage("a replay has no JUnit or HTML report", "--replay", "write it with --json, or leave --junit and --html out");
        EnginePlace place = _engine.Read(parsed);
        string? json = parsed.GetValue(_json);
        ReportFile?[] reports = ReportFile.Open(("--json", json == "-" ? null : json));
        using var interruption = new Interruption();
        RecordedCheck recorded = RecordedCheck.Load(file);
        string signature = parsed.GetResult(_signature) is { Implicit: false } ? parsed.GetValue(_signature)! : recorded.Signature;
        SavedModel model = SavedModel.Load(folder);
        SelectedEngine selected = place.Choice.Open(model, [signature], interruption.Token);
        // The engine is what was asked for; each call gets a model of its own.
        selected.Host.Dispose();
        ReplayReport report = new KeyCheck(selected.Engine, model)
        {
            Signature = signature,
            Against = parsed.GetValue(_against) is { } against ? SavedModel.Load(against) : null,
            AgainstSignature = parsed.GetValue(_from),
            Keys = Keys(parsed),
            Host = place.Host,
            Invariant = place.Invariant,
        }.Replay(recorded, interruption.Token);
        Print(report.WriteJson, report.WriteText, parsed);
        reports[0]?.Write(report.WriteJson);
        return report.ExitCode;
    }

    /// <summary>Reads what names a key.</summary>
    /// <exception cref="TfKeyedException">It names none (usage).</exception>
    internal static KeyPair ReadKey(string text)
    {
        string[] names = text.Split('=', 2);
        return names[0].Length > 0 && names[^1].Length > 0
            ? new KeyPair(names[0], names.Length > 1 ? names[1] : "")
            : throw TfKeyedException.Usage($"'{text}' names no key", "--key", "write NAME, or NAME=OUTPUT if it comes back under another name");
    }

    private void Print(Action<Stream> writeJson, Action<TextWriter, bool> writeText, ParseResult parsed)
    {
        bool asked = parsed.GetResult(_json) is not null;
        string? file = parsed.GetValue(_json);
        if (asked && file is null or "-")
        {
            using var document = new MemoryStream();
            writeJson(document);
            _terminal.WriteDocument(document.GetBuffer().AsSpan(0, (int)document.Length).TrimEnd((byte)'\n'));
            return;
        }
        writeText(_terminal.Out, _terminal.Style.Enabled);
    }
}
