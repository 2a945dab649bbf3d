using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Keeps some rows in their places and exchanges all others.</summary>
/// <remarks>The batch's size and the rows' places stay the same, so the engine does the same arithmetic for them: rounding cannot explain a change.</remarks>
internal sealed class NeighboursExperiment : IExperiment
{
    private const int Rounds = 2;

    public string Property => PropertyNames.Neighbours;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        int size = trial.Batches.FixedSize ?? Math.Min(trial.Batches.MaxSize, trial.Pool.Count);
        if (size < 2 || trial.Pool.Count < 2)
            return new Outcome("a batch of one row has no neighbours", Skipped: true);
        int exchanged = 0;
        for (int round = 0; round < Rounds; round++)
        {
            foreach (Func<int, bool> kept in Masks(trial, size))
            {
                int[] batch = Order(trial, size);
                int[] others = Order(trial, size);
                int[] changed = Enumerable.Range(0, size).Select(i => kept(i) ? batch[i] : others[i]).ToArray();
                Answer? before = trial.Compare(Property, batch, cancellation);
                Answer? after = trial.Compare(Property, changed, cancellation);
                if (before is null || after is null)
                    continue;
                trial.ComparePlaces(Property, before, after, kept);
                exchanged++;
            }
        }
        return exchanged == 0
            ? new Outcome("the model refused these batches", Skipped: true)
            : new Outcome($"in {exchanged} batches of {size}, some rows stayed and all others were exchanged");
    }

    private static IEnumerable<Func<int, bool>> Masks(Trial trial, int size)
    {
        int half = size / 2;
        int lonely = trial.Dice.Next(size);
        bool[] random = Enumerable.Range(0, size).Select(_ => trial.Dice.Next(2) == 0).ToArray();
        return [i => i < half, i => (i & 1) == 0, i => i == lonely, i => random[i]];
    }

    private static int[] Order(Trial trial, int size)
    {
        int[] order = trial.Dice.Permutation(trial.Pool.Count);
        return Enumerable.Range(0, size).Select(i => order[i % order.Length]).ToArray();
    }
}
