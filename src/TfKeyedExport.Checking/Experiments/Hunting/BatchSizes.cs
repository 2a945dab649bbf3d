using TfKeyedExport.Checking.Samples;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>Which batch sizes to try.</summary>
internal static class BatchSizes
{
    private const int Large = 4096;
    private const int MostOfAll = 1100;

    private static readonly int[] Usual =
    [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257, 11, 12, 13, 14, 19, 20, 21, 23, 24, 29, 30, 48, 49, 50,
        51, 96, 99, 100, 101, 192, 200, 500, 511, 512, 513, 1000, 1001, 1023, 1024, 1025, 2048, 2051, 2500, 3000,
    ];

    /// <summary>Sizes, what tells most first: around numbers that the graph compares a size with, then the usual ones, then around its other numbers.</summary>
    /// <param name="hints">What the graph tells.</param>
    /// <param name="focus">Sizes to try first.</param>
    /// <param name="largest">The largest to try.</param>
    /// <param name="rows">How many rows there may be in all of them.</param>
    /// <param name="isShort">Whether some did not fit into that.</param>
    public static IReadOnlyList<int> Choose(GraphHints hints, HuntFocus focus, int largest, long rows, out bool isShort)
    {
        IEnumerable<long> wanted = [
            .. Around(focus.Sizes), .. Around(hints.Sizes.Sizes), .. Usual.Take(25).Select(s => (long)s), .. Around(hints.Sizes.Counts),
            Large, .. Around(hints.Sizes.Others), .. Usual.Skip(25).Select(s => (long)s),
        ];
        var chosen = new List<int>();
        var seen = new HashSet<long>();
        isShort = false;
        foreach (long size in wanted)
        {
            if (size < 1 || !seen.Add(size))
                continue;
            if (size > largest || size > rows)
            {
                isShort |= size <= 257;
                continue;
            }
            rows -= size;
            chosen.Add((int)size);
        }
        return chosen;
    }

    /// <summary>These sizes, and all others from the smallest on, as far as so many rows go: of a model that nothing proves, any may be another case.</summary>
    public static IReadOnlyList<int> WithAll(IReadOnlyList<int> sizes, int largest, long rows)
    {
        var all = new SortedSet<int>(sizes);
        for (int size = 1; size <= Math.Min(MostOfAll, largest) && (rows -= size) >= 0; size++)
            all.Add(size);
        return [.. all];
    }

    /// <summary>With the sizes on both sides of those at which a condition of sizes changes, however large these are.</summary>
    public static IReadOnlyList<int> WithThresholds(IReadOnlyList<int> sizes, IReadOnlyList<int> thresholds, int largest) =>
        [.. sizes.Concat(thresholds.SelectMany(t => (int[])[t - 1, t, t + 1])).Where(s => s > 0 && (s <= largest || thresholds.Contains(s))).Distinct()];

    /// <summary>What a model takes that takes multiples of a size only: that many times as many, and the nearest of these sizes.</summary>
    public static IReadOnlyList<int> Multiples(IReadOnlyList<int> sizes, int unit, int largest) =>
    [
        .. Enumerable.Range(1, 10).Concat(sizes.Select(s => s / unit)).Where(n => n > 0 && (long)n * unit <= largest).Select(n => n * unit).Distinct().Order(),
    ];

    /// <summary>Numbers of equal rows that may be too many: beyond what a part of a model takes.</summary>
    public static IEnumerable<long> Capacities(GraphHints hints) =>
        hints.Sizes.Sizes.Concat(hints.Sizes.Counts).Concat(hints.Sizes.Others).Where(c => c > 1).Distinct().SelectMany(c => (long[])[c + 1, 2 * c]);

    private static IEnumerable<long> Around(IEnumerable<long> numbers) => numbers.SelectMany(n => (long[])[n - 1, n, n + 1, 2 * n, (2 * n) + 1, 3 * n]);
}
