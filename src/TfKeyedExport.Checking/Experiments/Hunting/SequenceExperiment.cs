using System.Globalization;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>Makes very many calls, where a model writes anything: a licence that ends, or a counter that overflows, shows when the first call is made again.</summary>
/// <param name="hints">What the graph compares with what it keeps.</param>
/// <param name="mayWrite">Whether calls may change the model: it writes, or its graph cannot be followed.</param>
internal sealed class SequenceExperiment(GraphHints hints, bool mayWrite) : IExperiment
{
    private const int Usual = 1000;

    public string Property => PropertyNames.Repeatable;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (!mayWrite)
            return new Outcome("nothing in the model writes", Skipped: true);
        if (trial.Hunted.Count == 0)
            return new Outcome("more calls would tell no more", Skipped: true);
        int most = trial.Workload.Calls;
        long compared = hints.Sizes.Stored.Concat(hints.Sizes.Counts).Where(c => c < most - 2).DefaultIfEmpty().Max();
        int calls = (int)Math.Min(most, Math.Max(Usual, compared + 2));
        if (hints.Sizes.Stored.Count > 0 && hints.Sizes.Stored.Max > most)
            trial.Tally.LeaveOut(string.Create(CultureInfo.InvariantCulture, $"the {hints.Sizes.Stored.Max:N0} calls with which the model compares what it keeps"));
        int made = 0;
        for (; made < calls; made++)
        {
            if (trial.Try(trial.Batches.Alone(made % trial.Pool.Count), cancellation) is null)
                break;
        }
        trial.Tally.Sequence = made;
        return new Outcome(string.Create(CultureInfo.InvariantCulture, $"and after {made:N0} calls one after the other"));
    }
}
