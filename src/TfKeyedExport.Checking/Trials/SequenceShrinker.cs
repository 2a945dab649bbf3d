using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Looks for the shortest sequence of calls, on a freshly loaded model, after which a call gets another answer.</summary>
/// <param name="trial">What was tried, and what came of it.</param>
/// <param name="calls">Makes calls on freshly loaded models.</param>
internal sealed class SequenceShrinker(Trial trial, FreshCalls calls)
{
    private const int MostLoads = 300;
    private const int MostCalls = 1_000_000;
    private const int MostRepeated = 60_000;
    private const int RowsTried = 8;

    // A report is to be read, and a replay to end.
    private const int MostKept = 20_000;
    private const long MostRowsKept = 500_000;

    private bool IsSpent => calls.Loads >= MostLoads || calls.Calls >= MostCalls || calls.IsOver();

    /// <summary>The shortest sequence found that shows it; null if none does.</summary>
    /// <param name="output">The output.</param>
    /// <param name="finding">What was seen of it.</param>
    public Sequence? Find(int output, Finding finding)
    {
        var answered = new SampleCall(finding.Answer.Pool, finding.Answer.Rows);
        int[] rows = [.. Rows(answered, finding.Row).Take(RowsTried)];
        // One row alone, called twice, or after another row: nothing can be shorter.
        SampleCall[] alone = [.. rows.Select(row => answered.With(trial.Batches.Alone(row)))];
        foreach (SampleCall last in alone)
        {
            foreach (SampleCall before in (SampleCall[])[last, .. alone])
            {
                if (!IsSpent && calls.Difference(output, [before], last) is { } change)
                    return new Sequence([before], last, change);
            }
        }
        var fewer = new SequenceLength(calls, () => IsSpent);
        Sequence? seen = Seen(finding)
            .Select(before => fewer.Shortest(output, before, answered))
            .FirstOrDefault(found => found is not null);
        seen = seen is null ? null : new SequenceRows(trial.Batches, calls, () => IsSpent).Fewer(output, seen);
        Sequence? repeated = alone.Length == 0 || seen?.Before.Count <= RowsTried ? null : Repeated(output, alone[0]);
        Sequence? shortest = repeated is null || seen?.Before.Count <= repeated.Before.Count ? seen ?? repeated : repeated;
        return shortest?.Before.Count > MostKept || shortest?.Before.Sum(c => (long)c.Rows.Length) > MostRowsKept ? null : shortest;
    }

    // What came before the one answer, and before the other, on the models that gave them.
    private IEnumerable<SampleCall[]> Seen(Finding finding)
    {
        if (finding.Property == PropertyNames.FreshStart)
        {
            Answer[] others = [.. trial.Alone.TakeLast(1), .. trial.Reversed, .. trial.First];
            yield return [.. others.TakeWhile(a => !ReferenceEquals(a.Rows, finding.Answer.Rows)).Select(a => new SampleCall(a.Pool, a.Rows))];
        }
        if (trial.Prober.History is not { } history)
            yield break;
        foreach (Answer answer in new[] { finding.Answer, finding.Other }.OfType<Answer>())
        {
            if (answer.Before > 0)
                yield return history.First(answer.Before);
        }
    }

    private Sequence? Repeated(int output, SampleCall call)
    {
        int most = Math.Min(MostRepeated, Math.Max(RowsTried, trial.Tally.Sequence + RowsTried));
        return !IsSpent && calls.Repeat(output, call, most, _ => calls.IsOver()) is { } found
            ? new Sequence([.. Enumerable.Repeat(call, found.Before)], call, found.Change)
            : null;
    }

    private static IEnumerable<int> Rows(SampleCall call, int first) =>
        (first >= 0 && first < call.Rows.Length ? [call.Rows[first]] : Array.Empty<int>()).Concat(call.Rows).Distinct();
}
