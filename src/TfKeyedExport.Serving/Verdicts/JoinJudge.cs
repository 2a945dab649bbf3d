using Microsoft.Extensions.Logging;
using TfKeyedExport.Checking;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Threads;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Serving.Verdicts;

/// <summary>Finds out in the background whether a signature's rows may be joined with those of other requests: only where its verdict is safe.</summary>
/// <param name="cache">Verdicts of earlier times.</param>
/// <param name="insisted">Models whose operator insists.</param>
/// <param name="provedOnly">Whether only what is proved is joined, and not what is safe as far as it was tested.</param>
/// <param name="invariant">Tells rounding from rows that mix, for an engine that rounds otherwise in each batch.</param>
/// <param name="log">Receives what was found.</param>
/// <param name="mayBegin">Until this has ended, nothing is found out: a check needs what others need to start.</param>
internal sealed class JoinJudge(
    VerdictCache cache, IReadOnlyCollection<string> insisted, bool provedOnly, IEngine invariant, ILogger log, Task? mayBegin = null) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    // One at a time: a check fills both processors and the memory of the model once more.
    private readonly WorkThreads _threads = new(1, "verdicts");

    /// <summary>Starts to find out about all signatures of a version that was just opened.</summary>
    public void Start(ServedModel opened, SavedModel saved, IEngine engine, HostOptions options, BatchSettings settings)
    {
        // What was joined at once is known.
        ServedSignature[] open = [.. opened.Signatures.Values.Where(s => !s.JoinState.IsJoined).OrderBy(s => s.Signature.Name, StringComparer.Ordinal)];
        foreach (ServedSignature signature in open)
            signature.Explain(JoinState.Pending);
        CancellationToken cancellation = opened.Background.Token;
        _threads.Start(() =>
        {
            try
            {
                mayBegin?.Wait(cancellation);
            }
            catch (OperationCanceledException)
            {
                // The version is retired, as all are of a server that never got to listen.
                return;
            }
            // A name may stand for another signature in another metagraph.
            var hash = new Lazy<string>(() => $"{ModelHash.Of(saved)} {string.Join(',', options.Tags ?? [])}");
            foreach (ServedSignature signature in open)
            {
                if (cancellation.IsCancellationRequested)
                    return;
                Settle(opened, signature, Decide(opened.Name, signature, saved, hash, engine, options, cancellation), settings);
            }
        });
    }

    /// <summary>Joins at once what is proved safe, so that warm-up calls take the way of clients' calls, as they do in TensorFlow Serving.</summary>
    public void JoinProved(ServedModel opened, SavedModel saved, HostOptions options, BatchSettings settings)
    {
        foreach (ServedSignature signature in opened.Signatures.Values)
        {
            try
            {
                if (ByProof(opened.Name, signature, saved, options).Known is { State.IsJoined: true } decision)
                    Settle(opened, signature, decision, settings);
            }
            catch (TfKeyedException)
            {
                // What is wrong with it is told in the background, where its verdict is made.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _threads.Dispose();

    private void Settle(ServedModel opened, ServedSignature signature, JoinDecision decision, BatchSettings settings)
    {
        log.Judged(opened.Name, opened.Number, signature.Signature.Name, decision.State.Word, decision.State.Reason);
        signature.Decide(decision, settings);
    }

    private JoinDecision Decide(
        string model, ServedSignature signature, SavedModel saved, Lazy<string> hash, IEngine engine, HostOptions options, CancellationToken cancellation)
    {
        try
        {
            (SignatureSurvey survey, JoinDecision? known) = ByProof(model, signature, saved, options);
            if (known is null && provedOnly)
                return Alone("it is not proved safe, as --batch-proved-only asks for");
            return known ?? WithRanks(
                OfVerdict(survey, Verdict(signature, survey, saved, hash, engine, options, cancellation)), signature, survey, saved, options);
        }
        catch (OperationCanceledException)
        {
            return Alone("the version was retired");
        }
        catch (Exception e)
        {
            // Whatever a strange model does to the check: the server goes on, and runs its calls one by one.
            return Alone($"its verdict could not be made: {(e as TfKeyedException)?.What ?? e.Message}");
        }
    }

    // What is known without a call of the model; null if calls have to tell.
    private (SignatureSurvey Survey, JoinDecision? Known) ByProof(string model, ServedSignature signature, SavedModel saved, HostOptions options)
    {
        ModelSignature own = Own(signature, saved, options);
        SignatureSurvey survey = SignatureSurvey.Of(saved, own, options.Tags);
        if (!survey.HasRows.Contains(true))
            return (survey, Alone("it has no rows"));
        if (survey.IsRagged)
            return (survey, Alone("its rows are parts of ragged tensors"));
        if (survey.FixedSize is { } size)
            return (survey, Alone($"its number of rows is fixed to {size}"));
        SignatureSurvey served = survey with { HasRows = WithHostKey(signature.Signature, own, survey.HasRows) };
        if (insisted.Contains(model))
            return (served, Joined(served, "the operator insists") with { ProvedRanks = OtherRanks.All(own, survey.HasRows) });
        return (served, survey.IsProved ? WithRanks(Joined(served, "proved safe"), signature, served, saved, options) : null);
    }

    // A key that is put on afterwards has its own rank, and a proof is about the model's inputs alone.
    private static JoinDecision WithRanks(JoinDecision decision, ServedSignature signature, SignatureSurvey survey, SavedModel saved, HostOptions options)
    {
        ModelSignature own = Own(signature, saved, options);
        return decision.State.IsJoined && own.Inputs.Count == signature.Signature.Inputs.Count
            ? decision with { ProvedRanks = OtherRanks.Proved(saved, own, survey.HasRows, options.Tags) }
            : decision;
    }

    private static ModelSignature Own(ServedSignature signature, SavedModel saved, HostOptions options) =>
        MetaGraphChoice.Of(saved, options.Tags).Signature(signature.Signature.Name)!;

    private CachedVerdict Verdict(
        ServedSignature signature, SignatureSurvey survey, SavedModel saved, Lazy<string> hash, IEngine engine, HostOptions options,
        CancellationToken cancellation)
    {
        string name = signature.Signature.Name;
        if (cache.Find(hash.Value, engine.Name, name) is { } known)
            return known;
        CheckReport report = new KeyCheck(engine, saved)
        {
            Signature = name,
            HostKeys = survey.Keys.Count == 0,
            Host = options,
            Duration = Longest,
            Invariant = engine.IsBatchInvariant ? null : invariant,
        }.Run(cancellation);
        var made = new CachedVerdict(report.Verdict, report.Outputs.FirstOrDefault(o => o.Reason is not null)?.Reason?.ToString());
        cache.Keep(hash.Value, engine.Name, name, made);
        return made;
    }

    // A key that the model never sees comes one a row.
    private static IReadOnlyList<bool> WithHostKey(ModelSignature served, ModelSignature own, IReadOnlyList<bool> hasRows)
    {
        if (served.Inputs.Count == own.Inputs.Count)
            return hasRows;
        Dictionary<string, bool> known = own.Inputs
            .Select((input, i) => (input.Name, HasRows: hasRows[i]))
            .ToDictionary(i => i.Name, i => i.HasRows, StringComparer.Ordinal);
        return [.. served.Inputs.Select(i => known.GetValueOrDefault(i.Name, defaultValue: true))];
    }

    private static JoinDecision OfVerdict(SignatureSurvey survey, CachedVerdict verdict) => verdict.Verdict switch
    {
        Checking.Results.Verdict.Safe => Joined(survey, "tested safe"),
        Checking.Results.Verdict.Unsafe => Alone($"unsafe{(verdict.Reason is { } reason ? $": {reason}" : "")}"),
        _ => Alone("undecided"),
    };

    private static JoinDecision Joined(SignatureSurvey survey, string why) => new(new JoinState(true, false, why), survey.HasRows);

    private static JoinDecision Alone(string why) => JoinDecision.Alone(new JoinState(false, false, why));
}
