using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Looks for the shortest sequence of calls, on a freshly loaded model, after which a call gets another answer.</summary>
/// <param name="trial">What was tried, and what came of it.</param>
/// <param name="calls">Makes calls on freshly loaded models.</param>
/// <param name="isOver">Whether it has taken too long.</param>
internal sealed class SequenceShrinker(Trial trial, FreshCalls calls, Func<bool> isOver)
{
    private const int MostLoads = 120;
    private const int MostCalls = 60_000;
    private const int RowsTried = 8;
    private const int CallsShrunk = 6;

    private bool IsSpent => calls.Loads >= MostLoads || calls.Calls >= MostCalls || isOver();

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
        Sequence? repeated = alone.Length > 0 ? Repeated(output, alone[0]) : null;
        Sequence? seen = Seen(finding)
            .Select(before => Shortest(output, before, answered))
            .FirstOrDefault(found => found is not null);
        seen = seen is null ? null : FewerRows(output, seen);
        return repeated is null || seen?.Before.Count <= repeated.Before.Count ? seen ?? repeated : repeated;
    }

    // What came before that answer, on the model that gave it.
    private IEnumerable<SampleCall[]> Seen(Finding finding)
    {
        if (finding.Property == PropertyNames.FreshStart)
        {
            Answer[] others = [.. trial.Alone.TakeLast(1), .. trial.Reversed, .. trial.First];
            yield return [.. others.TakeWhile(a => !ReferenceEquals(a.Rows, finding.Answer.Rows)).Select(a => new SampleCall(a.Pool, a.Rows))];
        }
        else if (trial.Prober.History is { } history)
        {
            yield return history.First(finding.Answer.Before);
        }
    }

    private Sequence? Repeated(int output, SampleCall call)
    {
        int most = Math.Min(MostCalls - calls.Calls, Math.Max(RowsTried, trial.Tally.Sequence + RowsTried));
        return !IsSpent && calls.Repeat(output, call, most) is { } found
            ? new Sequence([.. Enumerable.Repeat(call, found.Before)], call, found.Change)
            : null;
    }

    private Sequence? Shortest(int output, SampleCall[] before, SampleCall last)
    {
        foreach (SampleCall[] part in Parts(before))
        {
            if (!IsSpent && calls.Difference(output, part, last) is { } change)
                return WithoutMore(output, new Sequence(part, last, change));
        }
        return null;
    }

    // The first few, the last few, twice as many, and so on to all.
    private static IEnumerable<SampleCall[]> Parts(SampleCall[] calls)
    {
        for (int length = 1; length < calls.Length; length *= 2)
        {
            yield return calls[..length];
            yield return calls[^length..];
        }
        yield return calls;
    }

    private Sequence WithoutMore(int output, Sequence shortest)
    {
        int chunk = Math.Max(1, shortest.Before.Count / 2);
        while (!IsSpent)
        {
            bool isShorter = false;
            for (int start = 0; start < shortest.Before.Count && !IsSpent;)
            {
                SampleCall[] part = [.. shortest.Before.Take(start), .. shortest.Before.Skip(start + chunk)];
                if (calls.Difference(output, part, shortest.Last) is { } change)
                {
                    shortest = new Sequence(part, shortest.Last, change);
                    isShorter = true;
                }
                else
                {
                    start += chunk;
                }
            }
            if (chunk == 1 && !isShorter)
                break;
            chunk = Math.Max(1, Math.Min(chunk / (isShorter ? 1 : 2), shortest.Before.Count / 2));
        }
        return shortest;
    }

    private Sequence FewerRows(int output, Sequence sequence)
    {
        if (sequence.Before.Count > CallsShrunk)
            return sequence;
        for (int at = 0; at <= sequence.Before.Count; at++)
        {
            SampleCall whole = at < sequence.Before.Count ? sequence.Before[at] : sequence.Last;
            foreach (int[] rows in Fewer(whole))
            {
                SampleCall fewer = whole.With(rows);
                SampleCall[] before = [.. sequence.Before.Select((c, i) => i == at ? fewer : c)];
                SampleCall last = at == sequence.Before.Count ? fewer : sequence.Last;
                if (!IsSpent && calls.Difference(output, before, last) is { } change)
                {
                    sequence = new Sequence(before, last, change);
                    break;
                }
            }
        }
        return sequence;
    }

    private IEnumerable<int[]> Fewer(SampleCall call)
    {
        foreach (int row in call.Rows.Distinct().Take(RowsTried))
            yield return trial.Batches.Alone(row);
        if (trial.Batches.FixedSize is not null)
            yield break;
        for (int length = 2; length < call.Rows.Length; length *= 2)
            yield return call.Rows[..length];
    }

    private static IEnumerable<int> Rows(SampleCall call, int first) =>
        (first >= 0 && first < call.Rows.Length ? [call.Rows[first]] : Array.Empty<int>()).Concat(call.Rows).Distinct();
}

/// <summary>Calls after which a call gets another answer than from a freshly loaded model.</summary>
/// <param name="Before">The calls before, in their order.</param>
/// <param name="Last">The call.</param>
/// <param name="Change">Its answer without them, and after them.</param>
internal sealed record Sequence(IReadOnlyList<SampleCall> Before, SampleCall Last, Change Change);
