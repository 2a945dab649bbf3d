using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>Sends rows beside rows that are nearly the same: a cache within the batch, or slots by a remainder, give one the answer of the other.</summary>
internal sealed class NearRowsExperiment(NearRows near) : IExperiment
{
    private const int Bases = 6;
    private const int MostOfEach = 40;

    public string Property => PropertyNames.Neighbours;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (trial.Hunted.Count == 0 || trial.Batches.MaxSize < 2)
            return new Outcome("rows that are nearly equal would tell no more", Skipped: true);
        int tried = 0;
        int most = Math.Min(MostOfEach, trial.Workload.Calls / 4 / Bases);
        foreach (int row in trial.Dice.Permutation(trial.Pool.Count).Take(Bases))
        {
            Pool ordinary = trial.Pool.Keep([row]);
            if (Pool.Concatenate([ordinary, .. near.Make(ordinary, most)]) is not { Count: > 1 } pool)
                continue;
            Trial beside = trial.With(pool, mayNotEnd: true);
            HuntedRows.Borrow(trial, beside, [row]);
            int[] taken = [0, .. Enumerable.Range(1, pool.Count - 1).Where(i => beside.Endless == 0 && HuntedRows.RunAlone(trial, beside, i, cancellation))];
            for (int i = 1; i < taken.Length; i++)
            {
                int[] pair = i % 2 == 0 ? [0, taken[i]] : [taken[i], 0];
                foreach (int[] batch in HuntedRows.Batch(beside, pair))
                    beside.Compare(Property, batch, cancellation);
            }
            tried += taken.Length - 1;
            foreach (int[] batch in HuntedRows.Batch(beside, taken).Concat(HuntedRows.Batch(beside, [.. taken.Reverse()])))
                beside.Compare(Property, batch, cancellation);
        }
        trial.Tally.Near = tried;
        return tried == 0
            ? new Outcome("the model refuses rows that are nearly equal", Skipped: true)
            : new Outcome($"{tried} rows stood beside one that is nearly the same");
    }
}
