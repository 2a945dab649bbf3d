using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Sends the rows in other orders.</summary>
internal sealed class ShuffledExperiment : IExperiment
{
    private const int Shuffles = 4;
    private const int Sorted = 16;

    public string Property => PropertyNames.Shuffled;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        int count = trial.Pool.Count;
        if (count < 2)
            return new Outcome("one row has one order only", Skipped: true);
        int[] reversed = Enumerable.Range(0, count).Reverse().ToArray();
        var orders = Enumerable.Range(0, Shuffles).Select(_ => trial.Dice.Permutation(count)).ToList();
        foreach (int[] batch in trial.Batches.Whole(reversed))
        {
            if (trial.Compare(Property, batch, cancellation) is { } answer)
                trial.Reversed.Add(answer);
        }
        foreach (int[] batch in orders.SelectMany(trial.Batches.Whole))
            trial.Compare(Property, batch, cancellation);
        int[][] sorted = [.. RowOrders.Of(trial.Pool).Take(Sorted)];
        foreach (int[] batch in sorted.SelectMany(trial.Batches.Whole))
            trial.Compare(Property, batch, cancellation);
        if (trial.Batches.MaxSize == 1)
            return new Outcome("the model takes single rows only", Skipped: true);
        string batches = trial.First.Count == 1 ? "" : $", in batches of {trial.Batches.MaxSize}";
        return new Outcome($"{count} rows were sent in reverse, in {Shuffles} random orders and sorted in {sorted.Length} ways{batches}");
    }
}
