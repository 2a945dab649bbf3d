using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors.Rows;

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
        var suspects = new Suspects();
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
                suspects.Note(trial, first, again);
            }
        }
        suspects.Blame(trial, Property, openFresh, reason => reason == Reason.State
            ? "the same call gets another answer the next time, and a freshly loaded model gives the first one again: calls change the model"
            : "the same call gets another answer each time", cancellation);
        return new Outcome(isAtOnce ? "the first call was made again at once" : "and again after all other calls");
    }
}
