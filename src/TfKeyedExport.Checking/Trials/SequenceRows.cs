using TfKeyedExport.Checking.Probing;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Takes rows out of the calls of a sequence.</summary>
/// <param name="batches">The batches that the model takes.</param>
/// <param name="calls">Makes calls on freshly loaded models.</param>
/// <param name="isSpent">Whether enough was tried.</param>
internal sealed class SequenceRows(Batches batches, FreshCalls calls, Func<bool> isSpent)
{
    private const int RowsTried = 8;
    private const int CallsShrunk = 6;

    /// <summary>The sequence with the fewest rows found.</summary>
    public Sequence Fewer(int output, Sequence sequence)
    {
        if (sequence.Before.Count > CallsShrunk)
            return EachAlone(output, sequence);
        for (int at = 0; at <= sequence.Before.Count; at++)
        {
            while (Smaller(output, sequence, at) is { } smaller)
                sequence = smaller;
        }
        return sequence;
    }

    // Of many calls, all at once.
    private Sequence EachAlone(int output, Sequence sequence)
    {
        SampleCall[] before = [.. sequence.Before.Select(c => c.With(batches.Alone(c.Rows[0])))];
        SampleCall alone = sequence.Last.With(batches.Alone(sequence.Last.Rows[Math.Max(0, sequence.Change.Row)]));
        foreach (SampleCall last in (SampleCall[])[alone, sequence.Last])
        {
            if (!isSpent() && calls.Difference(output, before, last) is { } change)
                return new Sequence(before, last, change);
        }
        return sequence;
    }

    private Sequence? Smaller(int output, Sequence sequence, int at)
    {
        SampleCall whole = at < sequence.Before.Count ? sequence.Before[at] : sequence.Last;
        foreach (int[] rows in Parts(whole.Rows).TakeWhile(_ => !isSpent()))
        {
            SampleCall fewer = whole.With(rows);
            SampleCall[] before = [.. sequence.Before.Select((c, i) => i == at ? fewer : c)];
            SampleCall last = at == sequence.Before.Count ? fewer : sequence.Last;
            if (calls.Difference(output, before, last) is { } change)
                return new Sequence(before, last, change);
        }
        return null;
    }

    // Single ones, then halves; of a few rows, all but one.
    private IEnumerable<int[]> Parts(int[] rows)
    {
        int[] distinct = [.. rows.Distinct()];
        if (rows.Length <= 1 || (batches.FixedSize is not null && distinct.Length == 1))
            yield break;
        int half = rows.Length / 2;
        foreach (int row in batches.FixedSize is null ? distinct.Take(RowsTried) : distinct)
            yield return batches.Alone(row);
        if (batches.FixedSize is not null || rows.Length == 2)
            yield break;
        yield return rows[..half];
        yield return rows[half..];
        for (int left = 0; left < rows.Length && rows.Length <= RowsTried; left++)
            yield return [.. rows[..left], .. rows[(left + 1)..]];
    }
}
