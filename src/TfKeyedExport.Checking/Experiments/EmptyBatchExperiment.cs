using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Sends a batch without rows.</summary>
internal sealed class EmptyBatchExperiment : IExperiment
{
    public string Property => PropertyNames.EmptyBatch;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (trial.Batches.FixedSize is int only)
            return new Outcome($"the model takes batches of exactly {only}", Skipped: true);
        try
        {
            trial.Prober.Run(trial.Runner, [], cancellation);
            return new Outcome("a batch without rows was sent");
        }
        catch (TfKeyedException e)
        {
            return new Outcome($"the model refuses an empty batch: no key can be lost, but a client that sends one gets an error ({e.What})", Skipped: true);
        }
    }
}
