using System.Globalization;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Searching;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>Sends rows in batches of many sizes: those that machines like, and those around every number that the model compares a size with.</summary>
/// <param name="hints">What the graph tells.</param>
/// <param name="focus">What comes first.</param>
/// <param name="view">Opens what shows the conditions of sizes; null if nothing does.</param>
internal sealed class SizesExperiment(GraphHints hints, HuntFocus focus, Func<InnerView?> view) : IExperiment
{
    private const int MostNamed = 4;

    public string Property => PropertyNames.Split;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (trial.Batches.FixedSize is int only && trial.Batches.Unit is null)
            return new Outcome($"the model takes batches of exactly {only}", Skipped: true);
        if (trial.Hunted.Count == 0)
            return new Outcome("other sizes would tell no more", Skipped: true);
        int largest = Math.Min(trial.Batches.Unit is null ? trial.Batches.MaxSize : int.MaxValue, trial.Workload.LargestBatch);
        int most = trial.Effort.IsReduced ? trial.Workload.Rows / 4 : trial.Workload.Rows;
        IReadOnlyList<int> sizes = BatchSizes.Choose(hints, focus, largest, most, out bool isShort);
        if (focus.HasDoubts && !trial.Effort.IsReduced)
        {
            int[] thresholds =
            [
                .. SizeThresholds.Find(view(), trial.Pool, cancellation).Where(t => t <= trial.Workload.LargestOfAll),
                .. hints.Sizes.Sizes.Where(s => s > largest && s < trial.Workload.LargestNamed).Take(MostNamed)
                    .SelectMany(s => (int[])[(int)s - 1, (int)s, (int)s + 1]),
            ];
            thresholds = Array.FindAll(thresholds, t => t <= trial.Batches.MaxSize);
            sizes = BatchSizes.WithThresholds(BatchSizes.WithAll(sizes, largest, trial.Workload.MoreRows), thresholds, largest);
        }
        if (trial.Batches.Unit is int unit)
            sizes = BatchSizes.Multiples(sizes, unit, largest);
        if (isShort)
            trial.Tally.LeaveOut("large batches, since rows of this model take long");
        int answered = 0, reached = 0;
        // What grows with the square of a batch goes beyond limits that ordinary calls do not: that says nothing of them.
        Trial sized = trial.With(trial.Pool, mayNotEnd: true);
        int[] all = [.. Enumerable.Range(0, trial.Pool.Count)];
        HuntedRows.Borrow(trial, sized, all);
        foreach (int size in sizes.Order())
        {
            if (sized.Endless > 0)
                break;
            if (sized.Compare(Property, trial.Dice.Many(all, size), cancellation) is null)
                continue;
            answered++;
            reached = Math.Max(reached, size);
        }
        // A part of a model that takes so many rows of a kind leaves out those that come later.
        long rows = trial.Workload.Rows;
        foreach (long count in BatchSizes.Capacities(hints).Append(sizes.DefaultIfEmpty(1).Max()).Distinct())
        {
            if (count > largest || count > rows || sized.Endless > 0 || count % (trial.Batches.Unit ?? 1) != 0)
                continue;
            rows -= count;
            sized.Compare(Property, [.. Enumerable.Repeat(trial.Dice.Next(trial.Pool.Count), (int)count)], cancellation);
        }
        if (sized.Endless > 0)
            trial.Tally.LeaveOut(string.Create(CultureInfo.InvariantCulture, $"batches beyond {reached:N0}, which went beyond a limit"));
        return answered == 0
            ? new Outcome("the model refuses batches of other sizes", Skipped: true)
            : new Outcome(string.Create(CultureInfo.InvariantCulture, $"and in batches of {answered} sizes up to {reached:N0}"));
    }
}
