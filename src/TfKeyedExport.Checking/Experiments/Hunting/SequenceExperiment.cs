using System.Globalization;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>
/// Makes very many calls, where a model writes anything: a licence that ends, or a counter that overflows, shows when the first call is made again.
/// </summary>
/// <param name="hints">What the graph compares with what it keeps.</param>
/// <param name="turns">Asks for rows one after the other that the model compares with something.</param>
/// <param name="mayWrite">Whether calls may change the model: it writes, or its graph cannot be followed.</param>
internal sealed class SequenceExperiment(GraphHints hints, TurnsOfRows turns, bool mayWrite) : IExperiment
{
    private const int Usual = 1000;
    private const int Others = 100;
    private const int MostLarge = 300;

    public string Property => PropertyNames.Repeatable;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (!mayWrite)
            return new Outcome("nothing in the model writes", Skipped: true);
        if (trial.Hunted.Count == 0)
            return new Outcome("more calls would tell no more", Skipped: true);
        turns.Take(trial, cancellation);
        if (trial.Hunted.Count == 0)
            return new Outcome("and after rows in turn that the model compares with something");
        int most = trial.Workload.Calls;
        long compared = hints.Sizes.Stored.Concat(hints.Sizes.Counts).Where(c => c < most - 2).DefaultIfEmpty().Max();
        int calls = (int)Math.Min(most, Math.Max(Usual, compared + 2 + Others));
        int made = 0;
        for (; made < calls; made++)
        {
            // Of the same row first: a model may count for each of them.
            if (trial.Try(trial.Batches.Alone(made < calls - Others ? 0 : made % trial.Pool.Count), cancellation) is null)
                break;
        }
        long rows = Large(trial, cancellation);
        if (hints.Sizes.Stored.Count > 0 && hints.Sizes.Stored.Max > Math.Max(made, rows))
            trial.Tally.LeaveOut(string.Create(
                CultureInfo.InvariantCulture, $"the {hints.Sizes.Stored.Max:N0} calls with which the model compares what it keeps"));
        trial.Tally.Sequence = made;
        return new Outcome(string.Create(CultureInfo.InvariantCulture, $"and after {made:N0} calls one after the other"));
    }

    // A model that counts rows instead of calls comes further in large batches.
    private long Large(Trial trial, CancellationToken cancellation)
    {
        long wanted = hints.Sizes.Stored.Concat(hints.Sizes.Counts).DefaultIfEmpty().Max() + 1, sent = 0;
        int size = trial.Batches.FixedSize ?? Math.Min(trial.Batches.MaxSize, trial.Workload.LargestBatch);
        if (wanted == 1 || wanted > (long)MostLarge * size || wanted > 10L * trial.Workload.Rows)
            return 0;
        int[] batch = [.. Enumerable.Range(0, size).Select(i => i % trial.Pool.Count)];
        while (sent < wanted && trial.Try(batch, cancellation) is not null)
            sent += size;
        return sent;
    }
}
