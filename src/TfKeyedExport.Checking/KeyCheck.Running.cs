using TfKeyedExport.Analyses.Rows;
using TfKeyedExport.Checking.Experiments;
using TfKeyedExport.Checking.Experiments.Hunting;
using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Proofs;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Searching;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Checking.Unkeyed;
using TfKeyedExport.Checking.Verdicts;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Placement;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking;

/// <content>How a check runs.</content>
public sealed partial class KeyCheck
{
    // Of a model that takes long to load, each call on a fresh one takes as long.
    private static readonly TimeSpan LongestShrinking = TimeSpan.FromSeconds(5);

    private CheckReport Run(IModelHost? opened, long seed, Hunt hunt, long started)
    {
        CancellationToken cancellation = hunt.Token;
        ArgumentOutOfRangeException.ThrowIfLessThan(Rows ?? 1, 1);
        FreshHost Open() => new(engine.Open(model, Host, cancellation), Signature);
        using var hosts = new MainHost(opened is null ? Open() : new FreshHost(opened, Signature));
        ModelSignature signature = hosts.Current.Runner.Signature;
        var graphs = new ModelGraphs(model, Host.Tags);
        IReadOnlyList<RaggedInput> ragged = RaggedFinder.Find(graphs, signature);
        Subject subject = KeyFinder.Find(graphs, signature, Keys, HostKeys);
        BatchLayout layout = CheckedLayout.Of(signature, subject.Keys, ragged);
        long proving = Time.GetTimestamp();
        OutputProof[] proofs = Prover.Prove(graphs, subject, layout);
        TimeSpan proved = Time.GetElapsedTime(proving);
        Effort effort = Effort.For(signature, layout, WeightBytes());
        var sampler = new Sampler(graphs, subject, layout, seed);
        SampleSet samples = sampler.Make(Rows ?? effort.Rows, Examples);
        using var views = new ViewHost(Invariant is null ? null : () => OpenInvariant(cancellation));
        Acceptance accepted = Accept(
            hosts.Current.Runner, samples.Pool, sampler.Hints.Sizes.All,
            () => AssertedRows.Find(views.OpenAssertions(hosts.Current.Host, subject), subject, samples.Pool, seed, cancellation), cancellation);
        if (accepted.First is null)
            hosts.Replace(Open);

        var findings = new Findings(signature.Outputs.Count);
        var ranks = new OutputRanks(signature.Outputs.Count);
        var prober = new Prober(subject, accepted.Pool, findings, ranks) { History = new CallHistory(hosts.Current.Runner) };
        int[] all = Enumerable.Range(0, accepted.Pool.Count).ToArray();
        var first = accepted.Batches.Whole(all).Select((rows, i) => accepted.First is null
            ? prober.Run(hosts.Current.Runner, rows, cancellation)
            : prober.Note(hosts.Current.Runner, new Answer(rows, accepted.Pool.Gather(rows), accepted.First[i]) { Pool = accepted.Pool })).ToList();
        Trial trial = null!;
        using IAnswerJudge judge = Judge(
            signature, accepted, (o, pool) => trial.Of(pool).Precision(o), (o, pool, row) => trial.Of(pool).Reference(o, row), cancellation);
        trial = new Trial(prober, hosts.Current.Runner, accepted.Batches, first, ranks, seed)
        {
            Hunt = hunt,
            Judge = judge,
            Effort = effort,
            Workload = Workload.Of(graphs.Of(signature), accepted.Pool, WeightBytes()),
            LengthOf = pool => ComputationLength.Of(graphs.Of(signature), pool),
            Causes = Causes.Of(graphs.Of(signature)),
            GathersCalls = new(() => graphs.Of(signature)?.Nodes.Any(n => n.IsAny(ControlFlowOperations.BatchFunction, ControlFlowOperations.Batch)) == true),
        };

        bool mayWrite = trial.Causes.MayWrite;
        // What chance decides now and then, shows if it is asked often.
        bool draws = Array.Exists(proofs, p => p.Culprit is { Loss: Loss.Random });
        HuntFocus focus = FocusFinder.Of(graphs.Of(signature), signature, proofs);
        // An engine that rounds otherwise in each size of batch says more with more of them only if another one can tell what is rounding.
        focus = focus with { HasDoubts = focus.HasDoubts && (engine.IsBatchInvariant || Invariant is not null) };
        trial.Tally.First = focus.ToString();
        var hunting = new HuntPlan(
            sampler, focus, accepted.Refused,
            () => views.OpenConditions(hosts.Current.Host, subject), () => views.OpenSizes(hosts.Current.Host, subject));
        var plan = new CheckPlan(trial, Open, hunt, hunting.Experiments(trial), hunting.Calls(trial, Open, mayWrite || draws), mayWrite);
        plan.RunOnMainHost(cancellation);
        Demonstration? demonstration = hunt.Try(() => Demonstrator.Show(trial, cancellation));
        var constant = new ConstantOutputs(graphs, signature);
        CheckReportBuilder builder = new(
            trial, plan, ranks, new Doubts(trial, plan, constant.Contains), new ProofLedger(proofs, model, engine.IsBatchInvariant));
        hunt.Try(() => builder.ShrinkFindings(cancellation));
        RunTrace? placement = hunt.Try(
            () => PlacementProbe.Trace(hosts.Current.Runner, Host.Device, accepted.Pool.Gather(accepted.Batches.Whole(all).First()), cancellation));
        string description = hosts.Current.Host.Description;
        // One model in memory at a time: some fill most of it.
        hosts.Dispose();
        string whyNot = "";
        using (UnkeyedModel? unkeyed = hunt.Try(
            () => new UnkeyedFinder(engine, graphs, Host, subject, cancellation).Open(Against, AgainstSignature, out whyNot)))
            plan.RunOnUnkeyedHost(unkeyed, whyNot, Against is not null || AgainstSignature is not null, cancellation);
        plan.RunOnFreshHost(new ClockExperiment(graphs.Of(signature), Clocked(cancellation), Time.GetUtcNow()), cancellation);
        long sequences = Time.GetTimestamp();
        hunt.Try(() => builder.ShrinkSequences(new FreshCalls(prober, Open, judge, cancellation)
        {
            IsOver = () => Time.GetElapsedTime(sequences) > LongestShrinking,
        }));
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
            Notes =
            [
                .. effort.Remarks(Rows), .. samples.Remarks, .. accepted.Remarks,
                .. PlacementProbe.Remark(placement) is { } remark ? [remark] : Array.Empty<string>(),
            ],
            Rows = accepted.Pool.Count,
            Tried = trial.Tally.ToString(),
            Calls = accepted.Calls,
            Seed = seed,
            Elapsed = Time.GetElapsedTime(started),
            ProofElapsed = proved,
            Demonstration = demonstration,
            Placement = placement,
        }, PythonLoaderProperty.Judge(graphs.MetaGraph, subject));
    }

    // Without an answer there is nothing to build a verdict on, neither good nor bad.
    private CheckReport Unanswered(long seed, long started, string why)
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
            Keys = signature is null ? Keys ?? [] : KeysOf(signature),
            Outputs = [.. (signature?.Outputs ?? []).Select(
                o => new OutputReport(o.Name, o.Type, Verdict.Undecided, null, false, false, null, null) { WhyUndecided = why })],
            Properties = [.. PropertyNames.All.Select(name => new PropertyReport(name, PropertyStatus.Skipped, "no call was answered"))],
            Notes = [],
            Rows = 0,
            Calls = 0,
            Seed = seed,
            Elapsed = Time.GetElapsedTime(started),
        };
    }

    private IReadOnlyList<KeyPair> KeysOf(ModelSignature signature)
    {
        try
        {
            return KeyFinder.Find(new ModelGraphs(model, Host.Tags), signature, Keys, HostKeys).Keys;
        }
        catch (TfKeyedException)
        {
            return Keys ?? [];
        }
    }

    // As files, since some models keep their weights in the graph.
    private long WeightBytes()
    {
        string variables = Path.Combine(model.Folder, "variables");
        var graph = new FileInfo(Path.Combine(model.Folder, SavedModel.ProtoName));
        return (graph.Exists ? graph.Length : 0) + (Directory.Exists(variables) ? new DirectoryInfo(variables).EnumerateFiles().Sum(f => f.Length) : 0);
    }

    private string ModelName => Path.GetFileName(Path.TrimEndingDirectorySeparator(model.Folder));

    // Where the model refuses all of the sample, by what it asserts, rows of which that holds are looked for.
    private static Acceptance Accept(ISignatureRunner runner, Pool sample, IEnumerable<long> sizes, Func<Pool?> asserted, CancellationToken cancellation)
    {
        try
        {
            return Acceptance.Find(runner, sample, sizes, cancellation);
        }
        catch (UnansweredException)
        {
            if (asserted() is not { } rows)
                throw;
            Acceptance found = Acceptance.Find(runner, rows, sizes, cancellation);
            return found with
            {
                // Calls were refused before: the first ones that count are to be the first that a host gets.
                First = null,
                Remarks = [$"the model refuses the sample rows; {rows.Count} were made of which holds what it asserts", .. found.Remarks],
            };
        }
    }

    // TensorFlow asks the machine's clock, which nobody sets.
    private Func<TimeProvider, FreshHost>? Clocked(CancellationToken cancellation) =>
        (engine.IsBatchInvariant ? engine : Invariant) is not { } clocked ? null
        : clock => new FreshHost(clocked.Open(model, Host with { Device = "auto", Time = clock }, cancellation), Signature);

    private IModelHost OpenInvariant(CancellationToken cancellation) => Invariant!.Open(model, Host with { Device = "auto" }, cancellation);

    private IAnswerJudge Judge(
        ModelSignature signature, Acceptance accepted, Func<int, Pool, Precision> precision, Func<int, Pool, int, Tensor?> reference,
        CancellationToken cancellation)
    {
        if (engine.IsBatchInvariant)
            return new BitJudge(o => precision(o, accepted.Pool));
        Witness? witness = Invariant is null
            ? null
            : new Witness(
                () => new FreshHost(OpenInvariant(cancellation), Signature),
                accepted.Batches, reference, cancellation);
        return new RoundingJudge([.. signature.Outputs.Select(o => o.Name)], accepted.Pool, precision, witness);
    }
}
