using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>Sends many more rows, chosen more widely: what happens to one row of a hundred, or where two of many ids meet, shows there.</summary>
/// <param name="sampler">Makes rows.</param>
/// <param name="hasDoubts">Whether anything is not proved: then more are worth their calls.</param>
internal sealed class OtherRowsExperiment(Sampler sampler, bool hasDoubts) : IExperiment
{
    private const int Most = 512;
    private const int MostInDoubt = 3600;

    private static readonly int[] Spreads = [0, 3, 8];

    public string Property => PropertyNames.Shuffled;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (trial.Hunted.Count == 0 || trial.Batches.MaxSize < 2)
            return new Outcome("more rows would tell no more", Skipped: true);
        int each = Math.Min(hasDoubts ? MostInDoubt : Most, Math.Min(trial.Workload.Calls, trial.Workload.Rows / 4)) / Spreads.Length;
        int tried = 0;
        foreach (int spread in Spreads)
        {
            if (sampler.Other(trial.Pool, each, spread, null) is not { } pool)
                continue;
            Trial others = trial.With(pool, mayNotEnd: true);
            int[] taken = [.. Enumerable.Range(0, pool.Count).Where(i => others.Endless == 0 && HuntedRows.RunAlone(trial, others, i, cancellation))];
            tried += taken.Length;
            if (taken.Length < 2)
                continue;
            foreach (int[] batch in HuntedRows.Batch(others, taken).Concat(HuntedRows.Batch(others, [.. taken.Reverse()])))
                others.Compare(Property, batch, cancellation);
            foreach (int[] batch in others.Batches.Split([.. others.Dice.Permutation(taken.Length).Select(i => taken[i])], 48))
                others.Compare(Property, batch, cancellation);
        }
        trial.Tally.Others = tried;
        return tried == 0
            ? new Outcome("the model refuses rows that are chosen more widely", Skipped: true)
            : new Outcome($"{tried} more rows in two orders and in smaller batches");
    }
}
