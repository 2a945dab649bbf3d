using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>Sends rows of other lengths, where a signature leaves inner sizes open: all of one batch have the same, those of another batch another.</summary>
/// <param name="sampler">Makes rows.</param>
/// <param name="hints">Lengths that the graph names.</param>
/// <param name="focus">Numbers near the place where a proof ended.</param>
internal sealed class LengthsExperiment(Sampler sampler, GraphHints hints, HuntFocus focus) : IExperiment
{
    private const int Rows = 8;
    private const int UsualLength = 8;
    private const int Longest = 1030;
    private const int LongestCompared = 1 << 16;
    private const int MostLengths = 64;
    private const int MostApart = 12;
    private const int LongestSquare = 130;

    private static readonly int[] Usual = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 16, 17, 20, 32, 33, 50, 64, 65, 100, 101, 128, 129, 200, 257, 513];

    private static readonly int[] Halves = [1, 2, 3, 4, 6];

    private static readonly int[] Together = [2, 3, 4, 8];

    public string Property => PropertyNames.Split;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (sampler.OpenInputs == 0)
            return new Outcome("", Skipped: true);
        if (trial.Hunted.Count == 0)
            return new Outcome("rows of other lengths would tell no more", Skipped: true);
        double left = trial.Workload.Rows;
        List<int> lengths = [];
        foreach (int length in Candidates())
        {
            double cost = 4.0 * Rows * Math.Max(1, length / UsualLength);
            if (cost > left || sampler.Other(trial.Pool, Rows, 0, length) is not { } pool)
                continue;
            left -= cost;
            Trial other = trial.With(pool, mayNotEnd: true);
            if (!Try(trial, other, cancellation))
                continue;
            lengths.Add(length);
            // As many rows as each is long, and one more: a model may compare the one with the other.
            foreach (int rows in length is > 1 and <= LongestSquare && trial.Batches.FixedSize is null ? (int[])[length, length + 1] : [])
            {
                if (rows <= Math.Min(trial.Batches.MaxSize, trial.Workload.LargestBatch))
                    other.Compare(Property, trial.Dice.Many([.. Enumerable.Range(0, pool.Count)], rows), cancellation);
            }
        }
        // And of another length in every second input.
        foreach ((int length, int longer) in sampler.OpenInputs > 1 ? Apart() : [])
        {
            foreach ((int first, int second) in ((int, int)[])[(length, longer), (longer, length)])
            {
                if (sampler.Other(trial.Pool, Rows, 0, first, second) is { } pool && Try(trial, trial.With(pool, mayNotEnd: true), cancellation))
                    lengths.Add(longer);
            }
        }
        lengths = [.. lengths.Distinct()];
        trial.Tally.Lengths = lengths.Count;
        return lengths.Count == 0
            ? new Outcome("the model refuses rows of other lengths", Skipped: true)
            : new Outcome($"and in rows of {lengths.Count} lengths from {lengths.Min()} to {lengths.Max()}");
    }

    private IEnumerable<int> Candidates()
    {
        IEnumerable<long> compared = hints.Sizes.Sizes.Concat(hints.Sizes.Counts).SelectMany(n => (long[])[n - 1, n, n + 1]);
        IEnumerable<long> others = Usual.Select(u => (long)u).Concat(hints.Sizes.Others.SelectMany(n => (long[])[n - 1, n, n + 1]));
        return compared.Where(n => n is >= 0 and <= LongestCompared).Concat(others.Where(n => n is >= 0 and <= Longest)).Distinct().Take(MostLengths)
            .Select(n => (int)n);
    }

    // One may be compared with the other, or how much longer it is with a number.
    private IEnumerable<(int Length, int Longer)> Apart()
    {
        IEnumerable<long> numbers = focus.Sizes.Concat(hints.Sizes.Sizes).Concat(hints.Sizes.Counts).Concat(hints.Sizes.Others)
            .Where(n => n is > 0 and <= Longest);
        return Halves.Select(half => (half, 2 * half))
            .Concat(numbers.Distinct().Take(MostApart).SelectMany(n => ((int, int)[])[(UsualLength, UsualLength + (int)n), (1, 1 + (int)n)]));
    }

    private bool Try(Trial main, Trial trial, CancellationToken cancellation)
    {
        var taken = new List<int>();
        for (int row = 0; row < trial.Pool.Count; row++)
        {
            // What one row's length is refused for, that of the others is too.
            if (HuntedRows.RunAlone(main, trial, row, cancellation))
                taken.Add(row);
            else if (row == 1 && taken.Count == 0)
                return TryTogether(trial, cancellation);
        }
        int[] order = [.. taken];
        foreach (int[] batch in HuntedRows.Batch(trial, order).Concat(HuntedRows.Batch(trial, [.. order.Reverse()])).Concat(trial.Batches.Split(order, 3)))
            trial.Compare(Property, batch, cancellation);
        return taken.Count > 0;
    }

    // Rows that are refused alone, as too few for what the model makes of them, may be taken together: then the first stays, and the others are exchanged.
    private bool TryTogether(Trial trial, CancellationToken cancellation)
    {
        if (trial.Batches.FixedSize is not null || trial.Batches.IsOrdered)
            return false;
        foreach (int count in Together)
        {
            int[] some = [.. Enumerable.Range(0, count)], others = [0, .. Enumerable.Range(1, count - 1).Select(i => trial.Pool.Count - i)];
            if (trial.Endless > 0 || trial.Try(some, cancellation) is not { } before || trial.Try(others, cancellation) is not { } after)
                continue;
            trial.ComparePlaces(Property, before, after, place => place == 0);
            return true;
        }
        return false;
    }
}
