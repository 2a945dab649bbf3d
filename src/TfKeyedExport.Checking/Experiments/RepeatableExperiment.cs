using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Rows;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Makes the first calls again. An answer that changes is told apart by a freshly loaded model: if that gives the first answer, it is state, else chance.</summary>
/// <param name="openFresh">Opens the model anew.</param>
/// <param name="when">When the calls are made again, for people: <c>at once</c>, <c>after all other calls</c>.</param>
internal sealed class RepeatableExperiment(Func<FreshHost> openFresh, string when) : IExperiment
{
    private const int Repeats = 3;

    public string Property => PropertyNames.Repeatable;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        var suspects = new Dictionary<int, (Answer Answer, int Row, Answer First)>();
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            foreach (Answer first in trial.First)
            {
                if (trial.Try(first.Rows, cancellation) is { } again)
                    Compare(trial, first, again, suspects);
            }
        }
        if (suspects.Count > 0)
            Blame(trial, suspects, cancellation);
        return new Outcome($"the first call was made again {when}");
    }

    /// <summary>Notes the first row of each output that differs between two answers to the same call.</summary>
    internal static void Compare(Trial trial, Answer first, Answer again, Dictionary<int, (Answer Answer, int Row, Answer First)> suspects)
    {
        foreach (int output in trial.Comparable)
        {
            if (suspects.ContainsKey(output))
                continue;
            int row = Enumerable.Range(0, first.Rows.Length)
                .FirstOrDefault(i => !trial.Comparer(output).Same(first.Outputs[output], i, again.Outputs[output], i), -1);
            if (row >= 0)
                suspects[output] = (again, row, first);
        }
    }

    private void Blame(Trial trial, Dictionary<int, (Answer Answer, int Row, Answer First)> suspects, CancellationToken cancellation)
    {
        HashSet<int> stateful = Stateful(trial, openFresh, suspects.Keys, cancellation);
        foreach ((int output, (Answer again, int row, Answer first)) in suspects)
        {
            (Reason reason, string how) = stateful.Contains(output)
                ? (Reason.State, "the same call gets another answer the next time, and a freshly loaded model gives the first one again: calls change the model")
                : (Reason.Random, "the same call gets another answer each time, on a freshly loaded model too");
            trial.Findings.Add(output, new Finding(
                Property, reason, again, row, first.Outputs[output].Row(row), again.Outputs[output].Row(row), how));
        }
    }

    /// <summary>Of some outputs, those that give the first answer again when the first calls are made on a freshly loaded model.</summary>
    internal static HashSet<int> Stateful(Trial trial, Func<FreshHost> openFresh, IEnumerable<int> outputs, CancellationToken cancellation)
    {
        var stateful = new HashSet<int>(outputs);
        using FreshHost fresh = openFresh();
        foreach (Answer first in trial.First)
        {
            Answer again = trial.Prober.Call(fresh.Runner, trial.Pool, first.Rows, cancellation);
            stateful.RemoveWhere(o =>
                again.Outputs[o].Shape != first.Outputs[o].Shape
                || Enumerable.Range(0, first.Rows.Length).Any(i => !trial.Comparer(o).Same(first.Outputs[o], i, again.Outputs[o], i)));
        }
        return stateful;
    }
}
