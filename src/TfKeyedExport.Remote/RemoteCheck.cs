using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Samples.Examples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Remote.Calls;
using TfKeyedExport.Remote.Experiments;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Remote.Protocols;
using TfKeyedExport.Remote.Rows;
using TfKeyedExport.Remote.Verdicts;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote;

/// <summary>Tries whether each key comes back with its own answer from a live server, also when many clients call at one time.</summary>
/// <param name="target">The model.</param>
internal sealed class RemoteCheck(RemoteTarget target)
{
    /// <summary>How many clients call at one time unless something else is said.</summary>
    public const int DefaultClients = 8;

    /// <summary>For how many seconds unless something else is said.</summary>
    public const double DefaultSeconds = 10;

    private const int DefaultRows = 64;
    private const int MostNamed = 10;
    private const int MostHeld = 512 << 20;
    private const int LeastAnswer = 512 << 10;

    /// <summary>The signature to call.</summary>
    public string Signature { get; init; } = ModelSignature.ServingDefault;

    /// <summary>The inputs that are keys; null for those that are called <c>key</c>, or come back and change nothing else.</summary>
    public IReadOnlyList<KeyPair>? Keys { get; init; }

    /// <summary>With what text keys begin.</summary>
    public string KeyPrefix { get; init; } = "";

    /// <summary>A model to hold the server's answers against; null for none.</summary>
    public Reference? Against { get; init; }

    /// <summary>A file with rows to send instead of made-up ones; null to make some.</summary>
    public string? Examples { get; init; }

    /// <summary>How many sample rows to make; null for as many as is usual.</summary>
    public int? Rows { get; init; }

    /// <summary>Decides rows, orders and sizes.</summary>
    public long Seed { get; init; }

    /// <summary>How many clients call at one time.</summary>
    public int Clients { get; init; } = DefaultClients;

    /// <summary>How long calls are made.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(DefaultSeconds);

    /// <summary>How long one call may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Runs the check.</summary>
    /// <param name="cancellation">Ends it without a report.</param>
    /// <exception cref="TfKeyedException">
    /// The server cannot be reached (remote), does not let this caller in or has no such model or signature, or the examples do not fit it.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<CheckReport> Run(CancellationToken cancellation = default)
    {
        long begin = Time.GetTimestamp();
        var finder = new ServedModelFinder(target with
        {
            Connections = Clients,
            // All clients' answers together are bounded too.
            MaxAnswer = Math.Clamp(MostHeld / Clients, LeastAnswer, RemoteTarget.DefaultMaxAnswer),
        }, Time);
        (IModelClient opened, RemoteModel model) = await finder.Open(cancellation).ConfigureAwait(false);
        using IModelClient client = opened;
        ModelSignature signature = model.Signatures.FirstOrDefault(s => s.Name == Signature)
            ?? throw TfKeyedException.Unreadable(
                $"the model has no signature '{Signature}'", $"{target.Address.Text}, model {target.Name}",
                $"name one with --signature; it has {Some([.. model.Signatures.Where(s => s.IsServable).Select(s => s.Name)])}");
        IReadOnlyList<int> serverSizes = await finder.BatchSizes(client, cancellation).ConfigureAwait(false);
        if (signature.Inputs.FirstOrDefault(i => i.Type != DataType.String && !i.Type.IsFixedSize()) is { } odd)
        {
            throw TfKeyedException.Refused(
                $"values of the input '{odd.Name}' cannot be sent: it has no type that clients know", $"{target.Address.Text}, signature {signature.Name}",
                "name another signature with --signature");
        }
        using var gate = new CallGate(client, signature, Clients, Duration, Patience, Time, cancellation);
        var ledger = new Judging.Ledger();
        (RemoteRows rows, IReadOnlyList<string> remarks) = await Prepare(gate, signature).ConfigureAwait(false);
        var alone = new AloneRows(gate, ledger);
        await alone.Ask(rows).ConfigureAwait(false);
        var outcome = new RemoteOutcome(target, model.Version, rows, ledger, alone) { Remarks = remarks, Seed = Seed, Clients = Clients };
        if (alone.Accepted.Count > 0 && ledger.WrongCalls == 0)
            outcome = await Try(outcome, gate, serverSizes, cancellation).ConfigureAwait(false);
        return RemoteReport.Of(outcome with { Calls = gate.Calls, Elapsed = Time.GetElapsedTime(begin) });
    }

    private async Task<RemoteOutcome> Try(RemoteOutcome outcome, CallGate gate, IReadOnlyList<int> serverSizes, CancellationToken cancellation)
    {
        AloneRows alone = outcome.Alone;
        RemoteRows rows = outcome.Rows.Keep(alone.Accepted);
        var known = new KnownAnswers([.. alone.Answers], rows.Signature.Outputs.Count);
        HashSet<int> changing = [.. alone.Changing.Select(w => w.Output)];
        var judge = new AnswerJudge(rows, known, changing);
        var run = new RemoteRun(gate, rows, judge, outcome.Ledger, new Dice(Seed));
        var quiet = new QuietCalls(run, serverSizes, alone.Quickest);
        await quiet.Make().ConfigureAwait(false);
        int[] sizes = quiet.Taken.Count > 0 ? [.. quiet.Taken] : [rows.FixedSize ?? 1];
        var crowd = new Crowd(run, Clients, sizes, alone.Quickest, Seed);
        await crowd.Call().ConfigureAwait(false);
        foreach (Wrong wrong in outcome.Ledger.Wrongs().OrderBy(w => w.Rank).DistinctBy(w => w.Output).ToArray())
        {
            if (await new Shortening(gate, rows, judge).Shorten(wrong).ConfigureAwait(false) is { } shorter)
                outcome.Ledger.Replace(wrong, shorter);
        }
        EqualsReference? reference = Compare(rows, known, changing, cancellation);
        return outcome with { Rows = rows, Known = known, Judge = judge, Quiet = quiet, Crowd = crowd, Reference = reference };
    }

    private EqualsReference? Compare(RemoteRows rows, KnownAnswers known, HashSet<int> changing, CancellationToken cancellation)
    {
        if (Against is null)
            return null;
        var experiment = new EqualsReference(Against, rows, known, changing);
        experiment.Compare(cancellation);
        return experiment;
    }

    private async Task<(RemoteRows Rows, IReadOnlyList<string> Remarks)> Prepare(CallGate gate, ModelSignature signature)
    {
        string prefix = $"{KeyPrefix}tfkeyed-{Guid.NewGuid():N}"[..(KeyPrefix.Length + 16)] + "-";
        long begin = Random.Shared.NextInt64(1 << 20);
        IReadOnlyList<KeyPair> keys = RemoteKeys.Certain(signature, Keys);
        ExampleRows? examples = Examples is { } file
            ? ExampleFile.Read(file, signature, keys.Concat(RemoteKeys.AlikeOnBothSides(signature)).Select(k => k.Input).ToHashSet(StringComparer.Ordinal))
            : null;
        SampleSet set = Sample(keys);
        if (Keys is null && keys.Count == 0 && RemoteKeys.AlikeOnBothSides(signature) is { Count: > 0 } candidates)
        {
            keys = await KeySearch.Find(gate, signature, set.Pool, candidates, prefix).ConfigureAwait(false);
            set = Sample(keys);
        }
        return (new RemoteRows(signature, set.Pool, keys, prefix, begin), set.Remarks);

        SampleSet Sample(IReadOnlyList<KeyPair> pairs)
        {
            BatchLayout layout = CheckedLayout.Of(signature, pairs);
            if (!layout.Batched.Contains(true))
            {
                throw TfKeyedException.Refused(
                    "the signature takes no rows, so none can be mixed", $"{target.Address.Text}, signature {signature.Name}", "name another with --signature");
            }
            // Numbers far from the others would widen what rounding may be; they come as odd rows.
            var sampler = new Sampler(() => Against?.Hints(signature, pairs) ?? NoHints, new Subject(signature, pairs), layout, Seed) { HasEdges = false };
            return sampler.Make(Rows ?? DefaultRows, examples);
        }
    }

    private static string Some(string[] names) =>
        string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "");

    private static GraphHints NoHints { get; } = new(new Dictionary<string, Operations.Hints.InputHints>(), new Analyses.Hints.ComparedSizes(), []);
}
