using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>The first row of each output whose answer was another one than before, though nothing but earlier calls can explain that.</summary>
internal sealed class Suspects
{
    private readonly Dictionary<int, (Answer First, Answer Again, int Row)> _found = [];

    /// <summary>Whether there are any.</summary>
    public bool Any => _found.Count > 0;

    /// <summary>Notes rows that differ between two answers to the same call.</summary>
    public void Note(Trial trial, Answer first, Answer again)
    {
        foreach (int output in trial.Comparable)
        {
            if (_found.ContainsKey(output))
                continue;
            int row = Enumerable.Range(0, first.Rows.Length).FirstOrDefault(i => !trial.Judge.SameCall(output, first, again, i), -1);
            if (row >= 0)
                _found[output] = (first, again, row);
        }
    }

    /// <summary>Finds out whether it is chance or state, and notes it.</summary>
    /// <param name="trial">Where to note it.</param>
    /// <param name="property">The property under test.</param>
    /// <param name="openFresh">Opens the model anew.</param>
    /// <param name="explain">Says what happened.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Blame(Trial trial, string property, Func<FreshHost> openFresh, Func<Reason, string> explain, CancellationToken cancellation)
    {
        if (_found.Count == 0)
            return;
        IReadOnlyDictionary<int, Reason> reasons = ChangeJudge.Judge(trial, openFresh, _found.Keys, cancellation);
        foreach ((int output, (Answer first, Answer again, int row)) in _found)
        {
            trial.Findings.Add(output, new Finding(
                property, reasons[output], again, row, first.Outputs[output].Row(row), again.Outputs[output].Row(row), explain(reasons[output]))
            {
                Other = first,
            });
        }
    }
}
