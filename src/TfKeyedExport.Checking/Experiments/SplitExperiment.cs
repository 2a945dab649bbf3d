using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Cuts the rows into batches of other sizes.</summary>
internal sealed class SplitExperiment : IExperiment
{
    private static readonly int[] Sizes = [2, 3, 7, 16, 33];

    public string Property => PropertyNames.Split;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (trial.Batches.FixedSize is int only)
            return new Outcome($"the model takes batches of exactly {only}", Skipped: true);
        int[] sizes = Sizes.Where(s => s < trial.Pool.Count && s <= trial.Batches.MaxSize).ToArray();
        if (sizes.Length == 0)
            return new Outcome("there are too few rows to split", Skipped: true);
        var answered = new List<int>();
        foreach (int size in sizes)
        {
            bool isAnswered = false;
            foreach (int[] batch in trial.Batches.Split(trial.Dice.Permutation(trial.Pool.Count), size))
                isAnswered |= trial.Compare(Property, batch, cancellation) is not null && batch.Length == size;
            if (isAnswered)
                answered.Add(size);
        }
        return answered.Count == 0
            ? new Outcome($"the model refuses batches of {string.Join(", ", sizes)}", Skipped: true)
            : new Outcome($"{trial.Pool.Count} rows were sent in batches of {string.Join(", ", answered)}");
    }
}
