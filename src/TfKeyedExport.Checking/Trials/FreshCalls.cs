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
    // Chance may give the same answer twice.
    private const int UsualRepeats = 20;

    /// <summary>The most calls for what chance decides now and then, or what follows the clock.</summary>
    public const int MostRepeats = 20_000;

    private readonly Dictionary<(Tensors.Rows.Pool, string), Answer> _firsts = [];

    /// <summary>How often the model was loaded.</summary>
    public int Loads { get; private set; }

    /// <summary>How many calls were made.</summary>
    public int Calls { get; private set; }

    /// <summary>Whether it has taken too long: then nothing more is found.</summary>
    public Func<bool> IsOver { get; init; } = () => false;

    /// <summary>The answer that a freshly loaded model gives to a call after others; null if it took too long.</summary>
    public Answer? After(IReadOnlyList<SampleCall> before, SampleCall last)
    {
        using FreshHost fresh = Open();
        foreach (SampleCall call in before)
        {
            if (IsOver())
                return null;
            Ask(fresh, call);
        }
        return Ask(fresh, last);
    }

    /// <summary>The answer that a freshly loaded model gives to a call that is its first.</summary>
    public Answer First(SampleCall call)
    {
        (Tensors.Rows.Pool, string) key = (call.Pool, string.Join(',', call.Rows));
        if (!_firsts.TryGetValue(key, out Answer? answer))
            _firsts.Add(key, answer = FirstAnew(call));
        return answer;
    }

    /// <summary>The same, from a model that is loaded again for it.</summary>
    public Answer FirstAnew(SampleCall call)
    {
        using FreshHost fresh = Open();
        return Ask(fresh, call);
    }

    /// <summary>
    /// The first row in which a call's answer after others differs from that of a freshly loaded model; null if there is none, or it is refused.
    /// </summary>
    public Change? Difference(int output, IReadOnlyList<SampleCall> before, SampleCall last) =>
        Unrefused(() => After(before, last) is { } after ? Compare(output, First(last), after) : null);

    /// <summary>Whether calls get the same answers from another freshly loaded model, so that no chance is in them.</summary>
    public bool Recurs(int output, Sequence sequence) => Unrefused(() =>
        After(sequence.Before, sequence.Last) is { } again
            && Compare(output, sequence.Change.Again, again) is null
            && Compare(output, sequence.Change.First, FirstAnew(sequence.Last)) is null ? sequence : null) is not null;

    /// <summary>
    /// Asks for a call after each of others, and tells how many of these there were when its answer was another one than from a freshly loaded model; null
    /// if it always was the same.
    /// </summary>
    public int? ChangedAfter(int output, IReadOnlyList<SampleCall> others, SampleCall call)
    {
        int asked = 0;
        return Unrefused<object>(() =>
        {
            Answer first = First(call);
            using FreshHost fresh = Open();
            while (asked < others.Count && !IsOver())
            {
                Ask(fresh, others[asked++]);
                if (Compare(output, first, Ask(fresh, call)) is not null)
                    return asked;
            }
            return null;
        }) is null ? null : asked;
    }

    /// <summary>
    /// Whether a row gets another answer in a batch than alone, each being the first call of a freshly loaded model; null if one of them is refused.
    /// </summary>
    public bool? Mixes(int output, Answer batch, int row, Batches batches) => Unrefused<object>(() =>
    {
        Tensor alone = First(new SampleCall(batch.Pool, batches.Alone(batch.Rows[row]))).Outputs[output];
        Answer together = First(new SampleCall(batch.Pool, batch.Rows));
        if (alone.Shape.Rank == 0 || alone.Shape[0] == 0 || together.Outputs[output].Shape is not { Rank: > 0 } shape || shape[0] != batch.Rows.Length)
            return null;
        return !judge.SameElsewhere(output, together, row, alone.Row(0), samePlace: false);
    }) as bool?;

    /// <summary>Makes one call again and again, and tells after how many of them its answer has changed; null if it does not.</summary>
    /// <param name="output">The output.</param>
    /// <param name="call">The call.</param>
    /// <param name="most">How often at most.</param>
    /// <param name="isEnough">Whether it was asked often enough; null for as often as may be.</param>
    public (int Before, Change Change)? Repeat(int output, SampleCall call, int most, Func<int, bool>? isEnough = null)
    {
        int before = 0;
        Change? change = Unrefused(() =>
        {
            using FreshHost fresh = Open();
            Answer first = Ask(fresh, call);
            while (++before <= most && isEnough?.Invoke(before) != true)
            {
                if (Compare(output, first, Ask(fresh, call)) is { } found)
                    return found;
            }
            return null;
        });
        return change is null ? null : (before, change);
    }

    /// <summary>
    /// Makes a call a few times on one freshly loaded model, and once on another, and tells whether its answer changes; null if it does not.
    /// </summary>
    public (Change Change, string How)? ChangesAnew(int output, SampleCall call)
    {
        if (Repeat(output, call, UsualRepeats, _ => false) is { } repeated)
            return (repeated.Change, "when it is made again");
        return Unrefused(() => Compare(output, First(call), FirstAnew(call))) is { } change
            ? (change, "when it is made again, and from a model that is loaded again")
            : null;
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

    private FreshHost Open()
    {
        Loads++;
        return open();
    }

    // A model that refuses a call that it took before does not say what it would have answered.
    private static T? Unrefused<T>(Func<T?> ask)
        where T : class
    {
        try
        {
            return ask();
        }
        catch (TfKeyedException error) when (error.Kind != ErrorKind.Limit)
        {
            return null;
        }
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
