using System.Globalization;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>Sends rows in batches of many sizes: those that machines like, and those around every number that the model compares a size with.</summary>
internal sealed class SizesExperiment(GraphHints hints, HuntFocus focus) : IExperiment
{
    public string Property => PropertyNames.Split;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (trial.Batches.FixedSize is int only)
            return new Outcome($"the model takes batches of exactly {only}", Skipped: true);
        if (trial.Hunted.Count == 0)
            return new Outcome("other sizes would tell no more", Skipped: true);
        int largest = Math.Min(trial.Batches.MaxSize, trial.Workload.LargestBatch);
        IReadOnlyList<int> sizes = BatchSizes.Choose(hints, focus, largest, trial.Effort.IsReduced ? trial.Workload.Rows / 4 : trial.Workload.Rows, out bool isShort);
        if (isShort)
            trial.Tally.LeaveOut("large batches, since rows of this model take long");
        int answered = 0, most = 0;
        foreach (int size in sizes)
        {
            int[] order = trial.Dice.Permutation(trial.Pool.Count);
            if (trial.Compare(Property, [.. Enumerable.Range(0, size).Select(i => order[i % order.Length])], cancellation) is null)
                continue;
            answered++;
            most = Math.Max(most, size);
        }
        // A part of a model that takes so many rows of a kind leaves out those that come later.
        long rows = trial.Workload.Rows;
        foreach (long count in BatchSizes.Capacities(hints).Append(sizes.DefaultIfEmpty(1).Max()).Distinct())
        {
            if (count > largest || count > rows)
                continue;
            rows -= count;
            trial.Compare(Property, [.. Enumerable.Repeat(trial.Dice.Next(trial.Pool.Count), (int)count)], cancellation);
        }
        return answered == 0
            ? new Outcome("the model refuses batches of other sizes", Skipped: true)
            : new Outcome(string.Create(CultureInfo.InvariantCulture, $"and in batches of {answered} sizes up to {most:N0}"));
    }
}
