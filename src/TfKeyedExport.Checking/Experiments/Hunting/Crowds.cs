using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>
/// Sends ordinary rows beside several odd ones: a model may ask how many of a batch's rows are of a kind, for their share, or for what stands first and last.
/// </summary>
/// <param name="hints">Numbers of the graph that may be such numbers.</param>
internal sealed class Crowds(GraphHints hints)
{
    private const int Part = 8;
    private const int LargestNamed = 40, MostNamed = 4;
    private const int MostPairs = 12;

    private static readonly int[] Usual = [2, 3, 5, 17];

    /// <summary>Sends them.</summary>
    /// <param name="beside">The trial whose rows they are.</param>
    /// <param name="ordinary">How many of its first rows are ordinary.</param>
    /// <param name="odd">Odd rows that the model takes by themselves.</param>
    /// <param name="compared">Those of them with values that the model compares with.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Send(Trial beside, int ordinary, IReadOnlyList<int> odd, IReadOnlyList<int> compared, CancellationToken cancellation)
    {
        foreach (int[] batch in Of(ordinary, odd, compared).Take(beside.Workload.Calls / Part))
        {
            if (beside.Endless > 0 || beside.Hunted.Count == 0)
                return;
            if (batch.Length > beside.Batches.MaxSize)
                continue;
            foreach (int[] whole in HuntedRows.Batch(beside, batch))
                beside.Compare(Results.PropertyNames.Neighbours, whole, cancellation);
        }
    }

    private IEnumerable<int[]> Of(int ordinary, IReadOnlyList<int> odd, IReadOnlyList<int> compared)
    {
        IEnumerable<long> named = hints.Sizes.Counts.Concat(hints.Sizes.Others).Where(n => n is > 3 and <= LargestNamed).Take(MostNamed);
        foreach (int count in Usual.Concat(named.Select(n => (int)n)).Distinct())
        {
            foreach (int row in odd)
                yield return [row % ordinary, .. Enumerable.Repeat(row, count)];
        }
        int[] some = [.. compared.Take(MostPairs)];
        foreach (int first in some)
        {
            foreach (int last in some.Where(row => row != first))
                yield return [first, .. Enumerable.Range(0, Math.Min(2, ordinary)), last];
        }
    }
}
