using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Makes rows of calls, each on a freshly loaded model, and tells whether the last one's answer depends on those before.</summary>
/// <param name="prober">Makes the calls.</param>
/// <param name="open">Opens the model anew.</param>
/// <param name="judge">Decides whether two answers are one.</param>
/// <param name="cancellation">Ends the calls.</param>
internal sealed class FreshCalls(Prober prober, Func<FreshHost> open, IAnswerJudge judge, CancellationToken cancellation)
{
    private readonly Dictionary<(Tensors.Rows.Pool, string), Answer> _firsts = [];

    /// <summary>How often the model was loaded.</summary>
    public int Loads { get; private set; }

    /// <summary>How many calls were made.</summary>
    public int Calls { get; private set; }

    /// <summary>The answer that a freshly loaded model gives to a call after others.</summary>
    public Answer After(IReadOnlyList<SampleCall> before, SampleCall last)
    {
        using FreshHost fresh = open();
        Loads++;
        foreach (SampleCall call in before)
            Ask(fresh, call);
        return Ask(fresh, last);
    }

    /// <summary>The answer that a freshly loaded model gives to a call that is its first.</summary>
    public Answer First(SampleCall call)
    {
        (Tensors.Rows.Pool, string) key = (call.Pool, string.Join(',', call.Rows));
        if (!_firsts.TryGetValue(key, out Answer? answer))
            _firsts.Add(key, answer = After([], call));
        return answer;
    }

    /// <summary>
    /// The first row in which a call's answer after others differs from that of a freshly loaded model; null if there is none, or it is refused.
    /// </summary>
    public Change? Difference(int output, IReadOnlyList<SampleCall> before, SampleCall last)
    {
        try
        {
            return Compare(output, First(last), After(before, last));
        }
        catch (TfKeyedException error) when (error.Kind != ErrorKind.Limit)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a row gets another answer in a batch than alone, each being the first call of a freshly loaded model; null if one of them is refused.
    /// </summary>
    public bool? Mixes(int output, Answer batch, int row, Batches batches)
    {
        try
        {
            Tensor alone = First(new SampleCall(batch.Pool, batches.Alone(batch.Rows[row]))).Outputs[output];
            Answer together = First(new SampleCall(batch.Pool, batch.Rows));
            if (alone.Shape.Rank == 0 || alone.Shape[0] == 0 || together.Outputs[output].Shape is not { Rank: > 0 } shape || shape[0] != batch.Rows.Length)
                return null;
            return !judge.SameElsewhere(output, together, row, alone.Row(0), samePlace: false);
        }
        catch (TfKeyedException error) when (error.Kind != ErrorKind.Limit)
        {
            return null;
        }
    }

    /// <summary>Makes one call again and again, and tells after how many of them its answer has changed; null if it does not.</summary>
    public (int Before, Change Change)? Repeat(int output, SampleCall call, int most)
    {
        try
        {
            using FreshHost fresh = open();
            Loads++;
            Answer first = Ask(fresh, call);
            for (int before = 1; before <= most; before++)
            {
                if (Compare(output, first, Ask(fresh, call)) is { } change)
                    return (before, change);
            }
        }
        catch (TfKeyedException error) when (error.Kind != ErrorKind.Limit)
        {
            // A model that refuses a call that it took before does not say what it would have answered.
        }
        return null;
    }

    /// <summary>The first row in which two answers to a call differ; null if they are one.</summary>
    public Change? Compare(int output, Answer first, Answer again)
    {
        Tensor one = first.Outputs[output], two = again.Outputs[output];
        if (one.Shape != two.Shape || one.Shape.Rank == 0)
            return one.BitEquals(two) ? null : new Change(first, again, -1);
        int row = Enumerable.Range(0, (int)one.Shape[0]).FirstOrDefault(i => !judge.SameCall(output, first, again, i), -1);
        return row < 0 ? null : new Change(first, again, row);
    }

    private Answer Ask(FreshHost fresh, SampleCall call)
    {
        Calls++;
        return prober.Call(fresh.Runner, call.Pool, call.Rows, cancellation);
    }
}

/// <summary>Two answers to one call that are not the same.</summary>
/// <param name="First">The one.</param>
/// <param name="Again">The other.</param>
/// <param name="Row">The first row that differs; -1 if they differ as a whole.</param>
internal sealed record Change(Answer First, Answer Again, int Row);
