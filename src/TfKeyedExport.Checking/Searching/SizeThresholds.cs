using TfKeyedExport.Analyses.Predicates;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Searching;

/// <summary>Finds the numbers of rows at which what a model asks of sizes becomes true, or false: by doubling, then between.</summary>
internal static class SizeThresholds
{
    private const int Largest = 1 << 17;
    private const long MostBytes = 64 << 20;

    /// <summary>The first sizes with another answer than one row less.</summary>
    /// <param name="view">What shows the conditions of sizes; null if nothing does.</param>
    /// <param name="pool">Rows.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public static IReadOnlyList<int> Find(InnerView? view, Pool pool, CancellationToken cancellation)
    {
        if (view is null || pool.Layout.FixedSize is not null || pool.Count == 0)
            return [];
        Pool one = pool.Keep([0]);
        long bytes = one.Columns.Where((_, i) => pool.Layout.Batched[i]).Sum(c => c.Type.Size() > 0 ? c.Bytes.Length : c.Strings.Data.Length + 8L);
        var known = new Dictionary<int, bool?[]>();
        var found = new SortedSet<int>();
        for (int size = 1; size * 2 <= Largest && 2 * size * bytes <= MostBytes; size *= 2)
        {
            for (int predicate = 0; predicate < view.Predicates.Count; predicate++)
            {
                if (Truth(size)[predicate] is { } here && Truth(2 * size)[predicate] is { } there && here != there)
                    found.Add(Between(size, 2 * size, predicate, here));
            }
        }
        return [.. found];

        int Between(int low, int high, int predicate, bool atLow)
        {
            while (high - low > 1)
            {
                int middle = (low + high) / 2;
                if (Truth(middle)[predicate] == atLow)
                    low = middle;
                else
                    high = middle;
            }
            return high;
        }

        bool?[] Truth(int size)
        {
            if (!known.TryGetValue(size, out bool?[]? truths))
            {
                var values = view.Look(one.Gather(new int[size]), cancellation);
                known[size] = truths =
                    [.. view.Predicates.Select(p => values is null ? null : p.Of(values, new Goal(true)) is { } d ? d.Least == 0 : (bool?)null)];
            }
            return truths;
        }
    }
}
