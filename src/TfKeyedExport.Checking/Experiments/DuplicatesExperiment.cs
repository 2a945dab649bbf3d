using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Sends rows several times in one batch: what deduplicates or counts shows here.</summary>
internal sealed class DuplicatesExperiment : IExperiment
{
    public string Property => PropertyNames.Duplicates;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        int size = trial.Batches.FixedSize ?? Math.Min(trial.Batches.MaxSize, Math.Max(2, trial.Pool.Count / 2 * 2));
        int half = size / 2;
        if (half == 0)
            return new Outcome("a batch of one row has no equal rows", Skipped: true);
        int[] order = trial.Dice.Permutation(trial.Pool.Count);
        int[] some = Enumerable.Range(0, half).Select(i => order[i % order.Length]).ToArray();
        int[] others = Enumerable.Range(half, size - half).Select(i => order[i % order.Length]).ToArray();
        int[] odd = others[..(size - (2 * half))];
        Answer? plain = trial.Compare(Property, [.. some, .. others], cancellation);
        Answer? twice = trial.Compare(Property, [.. some, .. some, .. odd], cancellation);
        if (plain is not null && twice is not null)
            trial.ComparePlaces(Property, plain, twice, i => i < half);
        int equal = twice is null ? 0 : 1;
        for (int copies = 0; copies < 3; copies++)
            equal += trial.Compare(Property, Enumerable.Repeat(order[copies % order.Length], size).ToArray(), cancellation) is null ? 0 : 1;
        return equal == 0
            ? new Outcome($"the model refuses batches of {size} in which rows are equal", Skipped: true)
            : new Outcome($"batches of {size} were sent in which every row stands twice, or all rows are equal");
    }
}
