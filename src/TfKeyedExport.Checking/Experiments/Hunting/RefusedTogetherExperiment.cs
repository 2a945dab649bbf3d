using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>
/// Sends rows together that the model refuses by themselves, with an ordinary one between them: where one has too much of what another lacks, a model that
/// only counts takes all of them, and gives the row between what is not its own.
/// </summary>
/// <param name="refused">Rows that the model refuses; null if there are none.</param>
internal sealed class RefusedTogetherExperiment(Pool? refused) : IExperiment
{
    private const int MostRows = 32;
    private const int MostTries = 600;
    private const int Ordinary = 6;

    public string Property => PropertyNames.Neighbours;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (refused is not { Count: > 1 } || trial.Batches.FixedSize is not null || trial.Batches.IsOrdered || trial.Hunted.Count == 0)
            return new Outcome("", Skipped: true);
        int[] ordinary = [.. trial.Dice.Permutation(trial.Pool.Count).Take(Ordinary)];
        Pool others = refused.Keep([.. Enumerable.Range(0, Math.Min(MostRows, refused.Count))]);
        if (Pool.Concatenate([trial.Pool.Keep(ordinary), others]) is not { } pool)
            return new Outcome("", Skipped: true);
        Trial between = trial.With(pool, mayNotEnd: true);
        HuntedRows.Borrow(trial, between, ordinary);
        int taken = 0;
        for (int i = 0; i < Math.Min(MostTries, trial.Workload.Calls / 4) && between.Endless == 0; i++)
        {
            int one = ordinary.Length + trial.Dice.Next(others.Count), another = ordinary.Length + trial.Dice.Next(others.Count);
            if (one != another && between.Compare(Property, [one, trial.Dice.Next(ordinary.Length), another], cancellation) is not null)
                taken++;
        }
        return taken == 0 ? new Outcome("", Skipped: true) : new Outcome($"{taken} times two rows that are refused alone were taken with one between them");
    }
}
