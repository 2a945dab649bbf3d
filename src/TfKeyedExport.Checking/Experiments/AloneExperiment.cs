using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Runs each row by itself: the answer that every other batch must give too.</summary>
internal sealed class AloneExperiment : IExperiment
{
    public string Property => PropertyNames.Alone;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        int alone = 0;
        for (int row = 0; row < trial.Pool.Count; row++)
        {
            if (trial.Try(trial.Batches.Alone(row), cancellation) is not { } answer)
                continue;
            alone++;
            trial.AddAlone(answer);
            foreach (int output in trial.Comparable.ToList())
                trial.SetReference(output, row, answer.Outputs[output].Row(0));
            trial.Compare(Property, answer);
        }
        int borrowed = BorrowReferences(trial);
        foreach (Answer answer in trial.First)
            trial.Compare(Property, answer);
        string copies = trial.Batches.FixedSize is int size and > 1 ? $", as {size} copies because the batch is fixed" : "";
        return alone == 0
            ? new Outcome("the model refuses every row by itself", Skipped: true)
            : new Outcome($"{alone} rows were run by themselves{copies} and "
                + $"{(trial.First.Count == 1 ? "in one batch" : $"in batches of {trial.Batches.MaxSize}")}"
                + (borrowed > 0 ? $"; {borrowed} rows are refused alone, though not in a batch" : ""));
    }

    /// <summary>Rows that are refused alone are judged by the answer that they got in the first batch.</summary>
    private static int BorrowReferences(Trial trial)
    {
        var borrowed = new HashSet<int>();
        foreach (Answer answer in trial.First)
        {
            foreach (int output in trial.Comparable)
            {
                for (int i = 0; i < answer.Rows.Length; i++)
                {
                    if (trial.Reference(output, answer.Rows[i]) is not null)
                        continue;
                    trial.SetReference(output, answer.Rows[i], answer.Outputs[output].Row(i));
                    borrowed.Add(answer.Rows[i]);
                }
            }
        }
        return borrowed.Count;
    }
}
