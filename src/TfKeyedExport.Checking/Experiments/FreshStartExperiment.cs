using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Loads the model anew and asks it for something else first: a model that remembers its first call shows here.</summary>
internal sealed class FreshStartExperiment(Func<FreshHost> openFresh) : IExperiment
{
    public string Property => PropertyNames.FreshStart;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        var suspects = new Dictionary<int, (Answer Answer, int Row, Answer First)>();
        try
        {
            using FreshHost fresh = openFresh();
            int[] reversed = Enumerable.Range(0, trial.Pool.Count).Reverse().ToArray();
            trial.Prober.Run(fresh.Runner, trial.Batches.Alone(reversed[0]), cancellation);
            foreach (int[] batch in trial.Batches.Whole(reversed))
                trial.Prober.Run(fresh.Runner, batch, cancellation);
            foreach (Answer first in trial.First)
                RepeatableExperiment.Compare(trial, first, trial.Prober.Run(fresh.Runner, first.Rows, cancellation), suspects);
        }
        catch (TfKeyedException e)
        {
            return new Outcome($"the freshly loaded model refused a call ({e.What})", Skipped: true);
        }
        if (suspects.Count > 0)
        {
            IReadOnlyDictionary<int, Reason> reasons = ChangeJudge.Judge(trial, openFresh, suspects.Keys, cancellation);
            foreach ((int output, (Answer again, int row, Answer first)) in suspects)
            {
                trial.Findings.Add(output, new Finding(
                    Property, reasons[output], again, row,
                    first.Outputs[output].Row(row), again.Outputs[output].Row(row),
                    reasons[output] == Reason.State
                        ? "a freshly loaded model that was asked for other rows first gives another answer: it remembers its first calls"
                        : "the model gives other answers each time it is loaded"));
            }
        }
        return new Outcome("the model was loaded again and asked for other rows first");
    }
}
