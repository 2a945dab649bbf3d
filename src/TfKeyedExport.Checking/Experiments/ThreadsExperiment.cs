using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Makes calls one after the other, then the same calls from many threads at once, and compares.</summary>
/// <param name="openFresh">
/// Opens the model anew, if calls may change it: in which state they leave it is chance, which must not reach other calls; and it is tried more often, since
/// calls must meet for it to show. Null if they do not.
/// </param>
internal sealed class ThreadsExperiment(Func<FreshHost>? openFresh) : IExperiment
{
    private const int Threads = 8;
    private const int FewestRounds = 8, MostRounds = 40;

    // Calls that are cheap are short, and meet less often.
    private const int CallsOfWriters = 5;

    // When calls meet is chance, and so is how many rounds it takes: what is chosen for them takes nothing from the dice of others.
    private const long Seed = 61;

    // On a machine that is busy, calls of a small model meet only if threads lose their turn in the midst of one.
    private const int RepeatsOfWriters = 48;

    public string Property => PropertyNames.Threads;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (openFresh is null)
            return Round(trial, trial.Runner, trial.Dice, 1, cancellation);
        using FreshHost fresh = openFresh();
        var dice = new Dice(Seed);
        int rounds = Math.Clamp(CallsOfWriters * trial.Workload.Calls / (RepeatsOfWriters * Threads * trial.Effort.CallsPerThread), FewestRounds, MostRounds);
        Outcome outcome = Round(trial, fresh.Runner, dice, 1, cancellation);
        for (int round = 1; round < rounds && !outcome.Skipped && trial.Hunted.Count > 0; round++)
            outcome = Round(trial, fresh.Runner, dice, RepeatsOfWriters, cancellation);
        return outcome;
    }

    private Outcome Round(Trial trial, ISignatureRunner runner, Dice dice, int repeats, CancellationToken cancellation)
    {
        int[][] batches = Enumerable.Range(0, Threads * trial.Effort.CallsPerThread).Select(_ => Batch(trial, dice)).ToArray();
        Answer?[] expected = batches.Select(b => trial.Try(runner, b, cancellation)).ToArray();
        var got = new Answer?[batches.Length * repeats];
        using var start = new ManualResetEventSlim();
        Exception? failure = null;
        var workers = Enumerable.Range(0, Threads).Select(worker => new Thread(() =>
        {
            start.Wait(CancellationToken.None);
            try
            {
                for (int call = worker; call < got.Length; call += Threads)
                {
                    if (expected[call % batches.Length] is { } alone)
                        got[call] = trial.Prober.Call(runner, trial.Pool, alone.Rows, cancellation);
                }
            }
#pragma warning disable CA1031 // The first failure of a thread is thrown again on the caller's.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        })).ToList();
        int started = 0;
        try
        {
            for (; started < Threads; started++)
                workers[started].Start();
        }
        finally
        {
            // Also if the system has no more threads to give: those that there are must not wait for ever.
            start.Set();
            workers.Take(started).ToList().ForEach(t => t.Join());
        }
        cancellation.ThrowIfCancellationRequested();
        if (failure is TfKeyedException error)
            return new Outcome($"a call that works by itself was refused among {Threads} threads ({error.What})", Skipped: true);
        if (failure is not null)
            throw new AggregateException(failure);
        for (int i = 0; i < got.Length; i++)
            Compare(trial, expected[i % batches.Length], got[i], isFirst: i < batches.Length);
        return new Outcome($"{Threads} threads made {trial.Effort.CallsPerThread} calls each at once, every row with its own key");
    }

    private void Compare(Trial trial, Answer? expected, Answer? got, bool isFirst)
    {
        if (expected is null || got is null)
            return;
        if (isFirst)
            trial.Compare(PropertyNames.Split, expected);
        trial.Prober.JudgeKeys(got);
        // Where nothing is written, calls cannot meet: then it is the clock, or chance.
        Reason reason = trial.Causes is { MayWrite: false, MayDraw: true } ? Reason.Random : Reason.State;
        foreach (int output in trial.Comparable.ToList())
        {
            // A shape that only this call got is another call's: that is no matter of rows, whatever the number of rows says.
            if (expected.Outputs[output].Shape != got.Outputs[output].Shape)
            {
                trial.Findings.Add(output, new Finding(
                    Property, reason, got, -1, expected.Outputs[output], got.Outputs[output],
                    "the same call gives an answer of another shape while other threads call too"));
                continue;
            }
            for (int i = 0; i < expected.Rows.Length; i++)
            {
                if (IsSame(trial, output, expected, got, i))
                    continue;
                trial.Findings.Add(output, new Finding(
                    Property, reason, got, i, expected.Outputs[output].Row(i), got.Outputs[output].Row(i),
                    "the same call gives another answer while other threads call too"));
                break;
            }
        }
    }

    private static bool IsSame(Trial trial, int output, Answer expected, Answer got, int row) => trial.Judge.SameCall(output, expected, got, row)
        || (trial.GathersCalls.Value && trial.Judge.SameElsewhere(output, got, row, expected.Outputs[output].Row(row), samePlace: false));

    private static int[] Batch(Trial trial, Dice dice)
    {
        int size = trial.Batches.FixedSize ?? Math.Min(trial.Batches.MaxSize, 1 + dice.Next(trial.Effort.LargestThreadBatch));
        int[] order = dice.Permutation(trial.Pool.Count);
        return Enumerable.Range(0, size).Select(i => order[i % order.Length]).ToArray();
    }
}
