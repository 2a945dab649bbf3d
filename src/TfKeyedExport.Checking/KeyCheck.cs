using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Unkeyed;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Placement;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking;

/// <summary>Tries whether keys pass through a model: that each comes back, and comes back with its own answer.</summary>
/// <example>
/// <code>
/// KeyCheck check = new(engine, SavedModel.Load("babyweight_keyed")) { Seed = 7 };
/// CheckReport report = check.Run();
/// report.WriteText(Console.Out);
/// </code>
/// </example>
/// <param name="engine">The engine to run the model on.</param>
/// <param name="model">The keyed model.</param>
public sealed class KeyCheck(IEngine engine, SavedModel model)
{
    /// <summary>The signature to check.</summary>
    /// <value>Default <c>serving_default</c>.</value>
    public string Signature { get; init; } = ModelSignature.ServingDefault;

    /// <summary>The model without keys, to compare the answers with; null compares with the same model's nodes, without feeding keys.</summary>
    public SavedModel? Against { get; init; }

    /// <summary>
    /// The signature of <see cref="Against"/>, or of the model itself, that takes no keys, or a function as <see cref="Keying.KeyingRequest.From"/> spells it;
    /// null finds what the keyed signature was made of.
    /// </summary>
    public string? AgainstSignature { get; init; }

    /// <summary>The keys; null finds the inputs whose values come back.</summary>
    public IReadOnlyList<KeyPair>? Keys { get; init; }

    /// <summary>Judges rows though the signature has no keys, as for a host that takes keys off before the model and puts them back after it.</summary>
    /// <value>Default false: a signature without keys is refused.</value>
    public bool HostKeys { get; init; }

    /// <summary>How many sample rows to make.</summary>
    /// <value>Default null: 64, or fewer of a model whose rows are large or take long.</value>
    public int? Rows { get; init; }

    /// <summary>Decides the sample rows and the shuffles: the same seed makes the same calls.</summary>
    /// <value>Default 0.</value>
    public long Seed { get; init; }

    /// <summary>Rows to use instead of made-up ones; see <see cref="ExampleRows"/>.</summary>
    public ExampleRows? Examples { get; init; }

    /// <summary>How to open the model.</summary>
    public HostOptions Host { get; init; } = new();

    /// <summary>The longest that the check goes on; then it ends with what it has found out by then. Null sets no limit.</summary>
    /// <value>Default 10 minutes.</value>
    public TimeSpan? Duration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Measures how long the check takes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// A batch-invariant engine (<see cref="IEngine.IsBatchInvariant"/>) that tells rounding from rows that mix, for an engine that is none: it is given the batches in which answers differ.
    /// </summary>
    /// <value>Default null: then answers to rows in other batches may differ by rounding, as far as the precision of their type and the length of the computation allow.</value>
    public IEngine? Invariant { get; init; }

    /// <summary>Runs the check.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TfKeyedException">
    /// The model cannot be read or run (<see cref="ErrorKind.Unreadable"/>, <see cref="ErrorKind.Engine"/>), or the signature has no keys
    /// (<see cref="ErrorKind.Refused"/>), or its first calls went beyond a limit (<see cref="ErrorKind.Limit"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public CheckReport Run(CancellationToken cancellation = default)
    {
        using var hunt = new Hunt(Duration, Time, cancellation);
        long started = Time.GetTimestamp();
        try
        {
            return Run(hunt, started);
        }
        catch (OperationCanceledException) when (hunt.IsOver)
        {
            return Unanswered(started, $"{hunt.Why} before any call was answered: {Hunt.Next}");
        }
        catch (UnansweredException nothing)
        {
            return Unanswered(started, nothing.Message);
        }
    }

    private CheckReport Run(Hunt hunt, long started)
    {
        CancellationToken cancellation = hunt.Token;
        ArgumentOutOfRangeException.ThrowIfLessThan(Rows ?? 1, 1);
        FreshHost Open() => new(engine.Open(model, Host, cancellation), Signature);
        using var hosts = new MainHost(Open());
        ModelSignature signature = hosts.Current.Runner.Signature;
        IReadOnlyList<RaggedInput> ragged = RaggedFinder.Find(model, Host.Tags, signature);
        Subject subject = KeyFinder.Find(model, Host.Tags, signature, Keys, HostKeys);
        BatchLayout layout = BatchLayout.Of(signature, subject.Keys, ragged);
        SampleSet samples = new Sampler(model, Host.Tags, subject, layout, Seed).Make(Rows ?? Effort.RowsFor(signature, layout), Examples);
        long firstCall = Time.GetTimestamp();
        Acceptance accepted = Acceptance.Find(hosts.Current.Runner, samples.Pool, cancellation);
        Effort effort = Effort.Full;
        if (Rows is null && Effort.IsWorthAsking(Time.GetElapsedTime(firstCall), accepted.Pool.Count))
        {
            effort = Effort.For(Effort.Measure(hosts.Current.Runner, accepted.Pool, accepted.Batches, Time, cancellation));
            accepted = accepted.AtMost(effort.Rows);
        }
        if (accepted.First is null)
            hosts.Replace(Open);

        var findings = new Findings(signature.Outputs.Count);
        var ranks = new OutputRanks(signature.Outputs.Count);
        var prober = new Prober(subject, accepted.Pool, findings, ranks);
        int[] all = Enumerable.Range(0, accepted.Pool.Count).ToArray();
        var first = accepted.Batches.Whole(all).Select((rows, i) => accepted.First is null
            ? prober.Run(hosts.Current.Runner, rows, cancellation)
            : prober.Judge(new Answer(rows, accepted.Pool.Gather(rows), accepted.First[i]))).ToList();
        Trial trial = null!;
        using IAnswerJudge judge = Judge(signature, accepted, o => trial.Precision(o), (o, row) => trial.Reference(o, row), cancellation);
        trial = new Trial(prober, hosts.Current.Runner, accepted.Batches, first, ranks, Seed) { Hunt = hunt, Judge = judge, Effort = effort, ComputationLength = ComputationLength.Of(model, Host.Tags, signature, accepted.Pool) };

        var plan = new CheckPlan(trial, Open, hunt);
        plan.RunOnMainHost(cancellation);
        Demonstration? demonstration = hunt.Try(() => Demonstrator.Show(trial, cancellation));
        var constant = new ConstantOutputs(model, Host.Tags, signature);
        CheckReportBuilder builder = new(trial, plan, ranks, new Doubts(trial, plan, constant.Contains));
        hunt.Try(() => builder.ShrinkFindings(cancellation));
        RunTrace? placement = hunt.Try(() => PlacementProbe.Trace(hosts.Current.Runner, Host.Device, accepted.Pool.Gather(accepted.Batches.Whole(all).First()), cancellation));
        string description = hosts.Current.Host.Description;
        // One model in memory at a time: some fill most of it.
        hosts.Dispose();
        string whyNot = "";
        using (UnkeyedModel? unkeyed = hunt.Try(() => new UnkeyedFinder(engine, model, Host, subject, cancellation).Open(Against, AgainstSignature, out whyNot)))
            plan.RunOnUnkeyedHost(unkeyed, whyNot, cancellation);
        plan.RunOnFreshHost(cancellation);
        return builder.Build(new CheckReport
        {
            Verdict = Verdict.Safe,
            Model = ModelName,
            Signature = signature.Name,
            Engine = engine.Name,
            EngineDescription = description,
            Keys = subject.Keys,
            Outputs = [],
            Properties = [],
            Notes = [.. samples.Remarks, .. accepted.Remarks, .. PlacementProbe.Remark(placement) is { } remark ? [remark] : Array.Empty<string>()],
            Rows = accepted.Pool.Count,
            Calls = accepted.Calls,
            Seed = Seed,
            Elapsed = Time.GetElapsedTime(started),
            Demonstration = demonstration,
            Placement = placement,
        }, PythonLoaderProperty.Judge(model, Host.Tags, subject));
    }

    // Without an answer there is nothing to build a verdict on, neither good nor bad.
    private CheckReport Unanswered(long started, string why)
    {
        ModelSignature? signature = MetaGraphChoice.Of(model, Host.Tags).Signature(Signature);
        return new CheckReport
        {
            Verdict = Verdict.Undecided,
            WhyUndecided = why,
            Model = ModelName,
            Signature = Signature,
            Engine = engine.Name,
            EngineDescription = engine.Name,
            Keys = Keys ?? [],
            Outputs = [.. (signature?.Outputs ?? []).Select(o => new OutputReport(o.Name, o.Type, Verdict.Undecided, null, false, false, null, null) { WhyUndecided = why })],
            Properties = [.. PropertyNames.All.Select(name => new PropertyReport(name, PropertyStatus.Skipped, "no call was answered"))],
            Notes = [],
            Rows = 0,
            Calls = 0,
            Seed = Seed,
            Elapsed = Time.GetElapsedTime(started),
        };
    }

    private string ModelName => Path.GetFileName(Path.TrimEndingDirectorySeparator(model.Folder));

    private IAnswerJudge Judge(
        ModelSignature signature, Acceptance accepted, Func<int, Precision> precision, Func<int, int, Tensor?> reference, CancellationToken cancellation)
    {
        if (engine.IsBatchInvariant)
            return new BitJudge(precision);
        Witness? witness = Invariant is null
            ? null
            : new Witness(() => new FreshHost(Invariant.Open(model, Host with { Device = "auto" }, cancellation), Signature), accepted.Pool, accepted.Batches, reference, cancellation);
        return new RoundingJudge([.. signature.Outputs.Select(o => o.Name)], precision, witness);
    }
}
