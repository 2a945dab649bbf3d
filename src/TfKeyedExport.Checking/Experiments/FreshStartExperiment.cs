using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Loads the model anew and asks it for something else first: a model that remembers its first call shows here.</summary>
internal sealed class FreshStartExperiment(Func<FreshHost> openFresh) : IExperiment
{
    public string Property => PropertyNames.FreshStart;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        var suspects = new Suspects();
        try
        {
            using FreshHost fresh = openFresh();
            // All that the other host was asked for came after its first batch: what that left behind shows in calls that come before any such batch.
            foreach (Answer known in (Answer[])[.. trial.Alone.TakeLast(1), .. trial.Reversed, .. trial.First])
                suspects.Note(trial, known, trial.Prober.Run(fresh.Runner, known.Rows, cancellation));
            // What the sample's own values of a call's inputs have set was set from the first call on: only a host that never got them is without it.
            foreach (Answer known in trial.Causes.MayWrite ? trial.OtherValues : [])
            {
                using FreshHost another = openFresh();
                suspects.Note(trial, known, trial.Of(known.Pool).Prober.Run(another.Runner, known.Rows, cancellation));
            }
        }
        catch (TfKeyedException e)
        {
            return new Outcome($"the freshly loaded model refused a call ({e.What})", Skipped: true);
        }
        suspects.Blame(trial, Property, openFresh, reason => reason == Reason.State
            ? "a freshly loaded model that was asked for other rows first gives another answer: it remembers its first calls"
            : "the model gives other answers each time it is loaded", cancellation);
        return new Outcome("the model was loaded again and asked for other rows first");
    }
}
