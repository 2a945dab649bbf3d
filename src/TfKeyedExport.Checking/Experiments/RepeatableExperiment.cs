using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Rows;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Makes the first calls again. An answer that changes is state or chance.</summary>
/// <param name="openFresh">Opens the model anew.</param>
/// <param name="isAtOnce">Whether no other call came between.</param>
internal sealed class RepeatableExperiment(Func<FreshHost> openFresh, bool isAtOnce) : IExperiment
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
                if (trial.Try(first.Rows, cancellation) is not { } again)
                    continue;
                if (isAtOnce)
                {
                    foreach (int output in trial.Comparable)
                        trial.Judge.NoteRepeat(output, RowEquality.Same(first.Outputs[output], again.Outputs[output]));
                }
                Compare(trial, first, again, suspects);
            }
        }
        if (suspects.Count > 0)
            Blame(trial, suspects, cancellation);
        return new Outcome(isAtOnce ? "the first call was made again at once" : "and again after all other calls");
    }

    /// <summary>Notes the first row of each output that differs between two answers to the same call.</summary>
    internal static void Compare(Trial trial, Answer first, Answer again, Dictionary<int, (Answer Answer, int Row, Answer First)> suspects)
    {
        foreach (int output in trial.Comparable)
        {
            if (suspects.ContainsKey(output))
                continue;
            int row = Enumerable.Range(0, first.Rows.Length)
                .FirstOrDefault(i => !trial.Judge.SameCall(output, first, again, i), -1);
            if (row >= 0)
                suspects[output] = (again, row, first);
        }
    }

    private void Blame(Trial trial, Dictionary<int, (Answer Answer, int Row, Answer First)> suspects, CancellationToken cancellation)
    {
        IReadOnlyDictionary<int, Reason> reasons = ChangeJudge.Judge(trial, openFresh, suspects.Keys, cancellation);
        foreach ((int output, (Answer again, int row, Answer first)) in suspects)
        {
            string how = reasons[output] == Reason.State
                ? "the same call gets another answer the next time, and a freshly loaded model gives the first one again: calls change the model"
                : "the same call gets another answer each time";
            trial.Findings.Add(output, new Finding(Property, reasons[output], again, row, first.Outputs[output].Row(row), again.Outputs[output].Row(row), how));
        }
    }
}
