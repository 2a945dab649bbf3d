using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Batching;

/// <summary>Where requests wait for their turn that are run by themselves: as many as may, on the same threads as batches.</summary>
internal sealed class SoloLane
{
    private readonly BatchScheduler _scheduler;
    private readonly BatchQueue _queue;

    /// <summary>Opens a lane.</summary>
    /// <param name="scheduler">Runs batches.</param>
    /// <param name="settings">The rules.</param>
    /// <param name="runner">What runs a request.</param>
    public SoloLane(BatchScheduler scheduler, BatchSettings settings, IBatchRunner runner)
    {
        _scheduler = scheduler;
        _queue = new BatchQueue(settings.Solo(), runner, new BatchKey([], [], anyLength: false), scheduler.Turns);
        IsStrict = settings.FailsTogether;
    }

    /// <summary>Whether TensorFlow Serving's rules for joined requests hold for those by themselves too.</summary>
    public bool IsStrict { get; }

    /// <summary>How many requests wait.</summary>
    public int Waiting => _scheduler.Read(_queue, static q => q.Waiting);

    /// <summary>Runs a request.</summary>
    /// <exception cref="Faults.ServingFault">It is too large, or too many wait.</exception>
    public ValueTask<Tensor[]> Submit(PendingCall call)
    {
        _scheduler.Submit(_queue, call);
        return call.Answer;
    }
}
