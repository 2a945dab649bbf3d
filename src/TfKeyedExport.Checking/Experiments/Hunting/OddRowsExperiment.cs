using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>
/// Sends rows with odd values, each alone among ordinary ones, which are watched: several odd ones in a batch might be refused together, or hide each other.
/// </summary>
/// <param name="odd">Makes the rows.</param>
/// <param name="crowds">Sends several of them together.</param>
internal sealed class OddRowsExperiment(OddRows odd, Crowds crowds) : IExperiment
{
    private const int Ordinary = 7;
    private const int MostRows = 320;
    private const int Together = 48;

    public string Property => PropertyNames.Neighbours;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (trial.Hunted.Count == 0)
            return new Outcome("rows with odd values would tell no more", Skipped: true);
        int[] ordinary = trial.Batches.Ordered([.. trial.Dice.Permutation(trial.Pool.Count).Take(Ordinary)]);
        Pool neighbours = trial.Pool.Keep(ordinary);
        int most = Math.Min(MostRows, trial.Workload.Calls / 3);
        IReadOnlyList<OddRow> rows = odd.Make(neighbours, most);
        if (rows.Count == 0)
            return new Outcome("no input has values to choose", Skipped: true);
        int tried = 0, compared = 0, refused = 0;
        foreach (IGrouping<long, OddRow> alike in rows.GroupBy(r => RowShape(r.Row)))
        {
            if (Pool.Concatenate([neighbours, .. alike.Select(r => r.Row)]) is not { } pool)
                continue;
            Trial beside = trial.With(pool, ordinary.Length, ordinary.Length + alike.Count(r => !r.IsBoundless));
            HuntedRows.Borrow(trial, beside, ordinary);
            OddRow[] group = [.. alike];
            List<int> taken = [], named = [];
            for (int i = 0; i < group.Length && beside.Endless == 0; i++)
            {
                int row = ordinary.Length + i;
                if (!HuntedRows.RunAlone(trial, beside, row, cancellation))
                {
                    refused++;
                    continue;
                }
                taken.Add(row);
                tried++;
                if (group[i].IsCompared)
                    named.Add(row);
                foreach (int[] batch in Batches(trial, ordinary.Length, row, i))
                    beside.Compare(Property, batch, cancellation);
            }
            // What no number does must not hide what others do.
            int bounded = ordinary.Length + group.Count(r => !r.IsBoundless);
            Mix(beside, ordinary.Length, [.. taken.Where(row => row < bounded)], cancellation);
            Mix(beside, ordinary.Length, [.. taken.Where(row => row >= bounded)], cancellation);
            crowds.Send(beside, ordinary.Length, taken, named, cancellation);
            compared += named.Count;
        }
        trial.Tally.Odd = (tried, compared, refused);
        return tried == 0
            ? new Outcome("the model refuses rows with odd values", Skipped: true)
            : new Outcome($"{tried} rows with odd values stood among ordinary ones");
    }

    // A column whose open size differs cannot stand in one tensor with the others.
    private static long RowShape(Pool row) => row.Columns.Where((_, i) => row.Layout.Batched[i]).Aggregate(17L, (hash, c) => (hash * 31) + c.Count);

    /// <summary>The odd row in another place each time.</summary>
    private static IEnumerable<int[]> Batches(Trial trial, int ordinary, int row, int turn)
    {
        int size = trial.Batches.FixedSize ?? Math.Min(trial.Batches.MaxSize, ordinary + 1);
        if (size < 2)
            yield break;
        int place = turn % size;
        yield return [.. Enumerable.Range(0, size).Select(i => i == place ? row : (i + turn) % ordinary)];
    }

    private void Mix(Trial beside, int ordinary, List<int> odd, CancellationToken cancellation)
    {
        int[] order = [.. beside.Dice.Permutation(odd.Count).Select(i => odd[i])];
        for (int start = 0; start < order.Length && beside.Endless == 0; start += Together)
        {
            int[] some = [.. order.Skip(start).Take(Together), .. Enumerable.Range(0, ordinary)];
            int[] shuffled = [.. beside.Dice.Permutation(some.Length).Select(i => some[i])];
            foreach (int[] batch in HuntedRows.Batch(beside, shuffled))
                beside.Compare(Property, batch, cancellation);
        }
    }
}
