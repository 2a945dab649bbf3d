using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>
/// Asks for rows with values that a model compares with something, one after another and each after each: what the one prepares, the other may set off.
/// </summary>
/// <param name="odd">Makes the rows.</param>
/// <param name="openFresh">Opens the model anew.</param>
internal sealed class TurnsOfRows(OddRows odd, Func<FreshHost> openFresh)
{
    private const int MostRows = 12;
    private const int CallsEach = 4;

    /// <summary>Asks, and notes what changes.</summary>
    public void Take(Trial trial, CancellationToken cancellation)
    {
        Pool ordinary = trial.Pool.Keep([0]);
        int most = Math.Min(MostRows, (int)Math.Sqrt(trial.Workload.Calls / (4.0 * CallsEach)));
        Pool[] rows = [.. odd.Compared(ordinary, 4 * MostRows).Take(most)];
        if (rows.Length < 2 || Pool.Concatenate([ordinary, .. rows]) is not { } pool)
            return;
        Trial beside = trial.With(pool, oddFrom: 1);
        int[] taken = [.. Enumerable.Range(1, rows.Length).Where(row => beside.Accepts(pool, trial.Batches.Alone(row), cancellation))];
        // A row by itself changes least of what came before it.
        Answer[] known = [.. trial.Alone.Take(1), .. trial.First.Take(1)];
        var suspects = new Suspects();
        foreach ((int one, int other) in taken.SelectMany(one => taken.Where(o => o != one).Select(o => (one, o))))
        {
            if (beside.Endless > 0 || suspects.Any)
                break;
            beside.Try(trial.Batches.Alone(one), cancellation);
            beside.Try(trial.Batches.Alone(other), cancellation);
            foreach (Answer first in known)
            {
                if (trial.Try(first.Rows, cancellation) is { } again)
                    suspects.Note(trial, first, again);
            }
        }
        suspects.Blame(trial, PropertyNames.Repeatable, openFresh, reason => reason == Reason.State
            ? "the same call gets another answer after others: calls change the model"
            : "the same call gets another answer each time", cancellation);
    }
}
