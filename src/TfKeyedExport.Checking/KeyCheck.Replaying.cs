using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Replaying;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Checking.Unkeyed;
using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking;

/// <content>How counterexamples of an earlier check are made again.</content>
public sealed partial class KeyCheck
{
    // What follows the clock changes slowly; a check has asked for as long.
    private static TimeSpan LongestRepeating => LongestShrinking;

    /// <summary>Makes the counterexamples of an earlier check again, each on a freshly loaded model, and judges the answers as a check does.</summary>
    /// <param name="recorded">The counterexamples.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TfKeyedException">
    /// The model cannot be read or run, or the counterexamples are of another signature (<see cref="ErrorKind.Unreadable"/>, <see cref="ErrorKind.Engine"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ReplayReport Replay(RecordedCheck recorded, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var graphs = new ModelGraphs(model, Host.Tags);
        FreshHost Open() => new(engine.Open(model, Host, cancellation), Signature);
        ModelSignature signature;
        using (FreshHost fresh = Open())
            signature = fresh.Runner.Signature;
        IReadOnlyList<RaggedInput> ragged = RaggedFinder.Find(graphs, signature);
        Subject subject = KeyFinder.Find(graphs, signature, Keys ?? (recorded.Keys.Count > 0 ? recorded.Keys : null), HostKeys || recorded.Keys.Count == 0);
        BatchLayout layout = CheckedLayout.Of(signature, subject.Keys, ragged);
        Trial NewTrial(FreshHost fresh, Prober prober, Batches batches, IReadOnlyList<Answer> first, OutputRanks ranks)
        {
            Trial trial = null!;
            IAnswerJudge judge = Judge(
                signature, new Acceptance(prober.Pool, batches, null, [], 0),
                (o, pool) => trial.Of(pool).Precision(o), (o, pool, row) => trial.Of(pool).Reference(o, row), cancellation);
            return trial = new Trial(prober, fresh.Runner, batches, first, ranks, Seed)
            {
                Judge = judge,
                LengthOf = pool => ComputationLength.Of(graphs.Of(signature), pool),
            };
        }

        Func<bool> NewLimit()
        {
            long since = Time.GetTimestamp();
            return () => Time.GetElapsedTime(since) > LongestRepeating;
        }

        (UnkeyedModel?, string) OpenUnkeyed()
        {
            UnkeyedModel? unkeyed = new UnkeyedFinder(engine, graphs, Host, subject, cancellation).Open(Against, AgainstSignature, out string whyNot);
            return (unkeyed, whyNot);
        }

        var replayer = new Replayer(subject, layout, Open, Clocked(cancellation), NewTrial, OpenUnkeyed, cancellation) { NewLimit = NewLimit };
        return new ReplayReport(ModelName, signature.Name, engine.Name, [.. recorded.Findings.Select(replayer.Replay)]);
    }
}
