using TfKeyedExport.Analyses.Predicates;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Searching;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>Makes rows that meet the conditions that a model asks for, and those that do not: what it does then shows only then.</summary>
/// <param name="open">Opens what shows the conditions; null if nothing does.</param>
/// <param name="sampler">Makes rows to begin with.</param>
/// <param name="hasDoubts">Whether anything is not proved: else there is nothing to look for.</param>
internal sealed class ConditionsExperiment(Func<InnerView?> open, Sampler sampler, bool hasDoubts) : IExperiment
{
    private const int Meeting = 4;
    private const int Ordinary = 5;
    private const int MostRows = 2000;
    private const int MostCalls = 1200;
    private const int FewestCalls = 60;

    public string Property => PropertyNames.Neighbours;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (!hasDoubts || trial.Hunted.Count == 0 || trial.Effort.IsReduced || open() is not { } view)
            return new Outcome("no conditions to meet", Skipped: true);
        var rows = new ConditionRows(view, trial.Prober.Subject, trial.Batches, trial.Dice, Wide(trial));
        int left = trial.Workload.Calls, met = 0;
        foreach (Predicate predicate in view.Predicates)
        {
            foreach (Goal goal in (Goal[])[new(true), new(false)])
            {
                int calls = Math.Min(MostCalls, Math.Max(FewestCalls, left / 4));
                if (left <= 0 || Meet(rows, predicate, goal, trial, ref calls, cancellation) is not { Count: > 0 } meeting)
                    continue;
                left -= calls;
                met++;
                Try(trial, meeting, cancellation);
            }
        }
        trial.Tally.Conditions = (met, 2 * view.Predicates.Count);
        return met == 0
            ? new Outcome("no row meets a condition of the model", Skipped: true)
            : new Outcome($"rows that meet conditions of the model ({met} of {2 * view.Predicates.Count}) stood among ordinary ones");
    }

    private Pool Wide(Trial trial)
    {
        int more = Math.Min(MostRows, Math.Min(trial.Workload.Rows, trial.Workload.LargestBatch)) - trial.Pool.Count;
        Pool? wide = more <= 0 || sampler.Other(trial.Pool, more, 8, null) is not { } other ? null : Pool.Concatenate([trial.Pool, other]);
        return wide ?? trial.Pool;
    }

    // Rows that are there already, or one that is looked for, with others like it.
    private static IReadOnlyList<Pool> Meet(ConditionRows rows, Predicate predicate, Goal goal, Trial trial, ref int calls, CancellationToken cancellation)
    {
        (int Row, double Distance)[] near = rows.Near(predicate, goal, cancellation);
        Pool[] meeting = [.. near.TakeWhile(r => r.Distance == 0).Take(Meeting).Select(r => rows.Wide.Keep([r.Row]))];
        if (meeting.Length > 0)
        {
            calls = meeting.Length;
            return meeting;
        }
        return rows.Search(predicate, goal, near, calls, cancellation) is { } found
            ? [found, .. rows.Like(found, predicate, goal, Meeting - 1, cancellation)]
            : [];
    }

    private void Try(Trial trial, IReadOnlyList<Pool> meeting, CancellationToken cancellation)
    {
        Pool ordinary = trial.Pool.Keep(trial.Batches.Ordered([.. trial.Dice.Permutation(trial.Pool.Count).Take(Ordinary)]));
        for (int input = 0; input < ordinary.Columns.Count; input++)
        {
            if (!ordinary.Layout.Batched[input] && !ordinary.Layout.Ragged.Any(r => r.Has(input)))
                ordinary = ordinary.With(input, meeting[0].Columns[input]);
        }
        if (Pool.Concatenate([ordinary, .. meeting]) is not { } pool)
            return;
        Trial beside = trial.With(pool, ordinary.Count, mayNotEnd: true);
        int[] taken = [.. Enumerable.Range(0, pool.Count).Where(row => beside.Endless == 0 && HuntedRows.RunAlone(trial, beside, row, cancellation))];
        int[] met = [.. taken.Where(row => row >= ordinary.Count)], usual = [.. taken.Where(row => row < ordinary.Count)];
        if (met.Length == 0)
            return;
        int[][] orders = [[.. met, .. usual], [.. usual, .. met], [.. usual, met[0]], [met[0], .. usual], met, [.. met.Reverse()]];
        foreach (int[] batch in orders.Where(o => o.Length > 1).SelectMany(o => HuntedRows.Batch(beside, o)))
            beside.Compare(Property, batch, cancellation);
        // And beyond what a small batch holds.
        if (trial.Batches.FixedSize is null)
            beside.Compare(Property, HuntedRows.Many(beside, met, Math.Min(40, trial.Batches.MaxSize)), cancellation);
    }
}
