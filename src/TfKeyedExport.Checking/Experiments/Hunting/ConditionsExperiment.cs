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
/// <param name="odd">Makes rows with values that the model compares with, to begin with too.</param>
/// <param name="hasDoubts">Whether anything is not proved: else there is nothing to look for.</param>
internal sealed class ConditionsExperiment(Func<InnerView?> open, Sampler sampler, OddRows odd, bool hasDoubts) : IExperiment
{
    private const int Meeting = 4;
    private const int RowsLikeACall = 30;
    private const int MostRows = 2000;
    private const int MostOdd = 100;
    private const int MostCalls = 1200;
    private const int FewestCalls = 60;

    public string Property => PropertyNames.Neighbours;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (!hasDoubts || trial.Hunted.Count == 0 || trial.Effort.IsReduced || open() is not { } view)
            return new Outcome("no conditions to meet", Skipped: true);
        var rows = new ConditionRows(view, trial.Prober.Subject, trial.Batches, trial.Dice, Wide(trial), cancellation);
        Company[] companies = [.. Company.All(trial)];
        int left = trial.Workload.Calls, met = 0;
        foreach (Predicate predicate in view.Predicates)
        {
            foreach (Goal goal in (Goal[])[new(true), new(false)])
                met += Meet(trial, rows, companies, predicate, goal, ref left, cancellation) ? 1 : 0;
        }
        trial.Tally.Conditions = (met, 2 * view.Predicates.Count);
        return met == 0
            ? new Outcome("no row meets a condition of the model", Skipped: true)
            : new Outcome($"rows that meet conditions of the model ({met} of {2 * view.Predicates.Count}) stood among ordinary ones");
    }

    private bool Meet(
        Trial trial, ConditionRows rows, Company[] companies, Predicate predicate, Goal goal, ref int left, CancellationToken cancellation)
    {
        bool isMet = false;
        foreach (Company company in companies)
        {
            if (left <= 0 || (company.Order.Length > 0 && !rows.Matters(predicate, goal, company)))
                continue;
            // A call with many rows counts as many.
            int each = 1 + (company.Order.Length / RowsLikeACall);
            int calls = Math.Min(MostCalls, Math.Max(FewestCalls, left / 4)) / each, before = calls;
            IReadOnlyList<Pool> meeting = rows.Find(predicate, goal, company, Meeting, ref calls);
            left -= (before - calls) * each;
            if (meeting.Count == 0)
                continue;
            isMet = true;
            Try(trial, meeting, company, cancellation);
        }
        return isMet;
    }

    // The sample's rows, others that are chosen widely, and those with values that the model compares with.
    private Pool Wide(Trial trial)
    {
        int most = Math.Min(MostRows, Math.Min(trial.Workload.Rows, trial.Workload.LargestBatch));
        Pool wide = trial.Pool;
        if (most > wide.Count && sampler.Other(wide, most - wide.Count, 8, null) is { } others)
            wide = Pool.Concatenate([wide, others]) ?? wide;
        return Pool.Concatenate([wide, .. odd.Compared(trial.Pool, MostOdd)]) ?? wide;
    }

    private void Try(Trial trial, IReadOnlyList<Pool> meeting, Company company, CancellationToken cancellation)
    {
        Pool ordinary = company.RowsFor(meeting[0]);
        if (Pool.Concatenate([ordinary, .. meeting]) is not { } pool)
            return;
        Trial beside = trial.With(pool, ordinary.Count, mayNotEnd: true);
        int[] taken = [.. Enumerable.Range(0, pool.Count).Where(row => beside.Endless == 0 && HuntedRows.RunAlone(trial, beside, row, cancellation))];
        int[] met = [.. taken.Where(row => row >= ordinary.Count)], usual = [.. taken.Where(row => row < ordinary.Count)];
        if (met.Length == 0)
            return;
        int[] others = [.. company.Order.Where(usual.Contains)];
        int[][] orders =
        [
            [.. met, .. usual], [.. usual, .. met], [.. usual, met[0]], [met[0], .. usual], met, [.. met.Reverse()], [met[0], .. others], [.. others, met[0]],
        ];
        foreach (int[] batch in orders.Where(o => o.Length > 1).SelectMany(o => HuntedRows.Batch(beside, o)))
            beside.Compare(Property, batch, cancellation);
        // And beyond what a small batch holds.
        if (trial.Batches.FixedSize is null)
            beside.Compare(Property, beside.Dice.Many(met, Math.Min(40, trial.Batches.MaxSize)), cancellation);
    }
}
