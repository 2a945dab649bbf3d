using Microsoft.Extensions.Logging;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Log;

namespace TfKeyedExport.Serving.Versions;

/// <summary>
/// All models as they are followed, behind one lock: what changes is published to calls before the lock is free, and what nobody wants any more is retired
/// after it.
/// </summary>
/// <param name="table">Where calls look versions up.</param>
/// <param name="log">Receives what happened.</param>
internal sealed class TrackedModels(ServingTable table, ILogger log)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TrackedModel> _models = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;

    /// <summary>All of them.</summary>
    public TrackedModel[] All => Read(() => _models.Values.ToArray());

    /// <summary>Reads what may change.</summary>
    public T Read<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }

    /// <summary>Takes a configuration over as a whole: models that it lacks are wanted no more. What follows from it comes with their next change.</summary>
    public void Configure(IReadOnlyList<ModelOptions> models)
    {
        lock (_gate)
        {
            foreach (TrackedModel gone in _models.Values.Where(m => !models.Any(o => o.Name == m.Options.Name)))
                gone.Drop();
            foreach (ModelOptions options in models)
            {
                if (_models.TryGetValue(options.Name, out TrackedModel? model))
                    model.Configure(options);
                else
                    _models.Add(options.Name, new TrackedModel(options));
            }
        }
    }

    /// <summary>Changes what is known of a model, and does what follows from it; what is retired is freed when the lock is free again.</summary>
    /// <param name="model">The model.</param>
    /// <param name="change">Run under the lock; not at all once everything was retired.</param>
    public void Change(TrackedModel model, Action change)
    {
        IReadOnlyList<ServedVersion> retired;
        lock (_gate)
        {
            if (_isClosed)
                return;
            change();
            Retirement.EndLoads(model);
            retired = Retirement.Take(model, log);
            // Calls must find it in the table no more before it lets nobody in.
            Publish(model);
        }
        foreach (ServedVersion version in retired)
            version.Retire();
    }

    /// <summary>The memory of a version that was retired has been given back.</summary>
    /// <param name="model">The model.</param>
    /// <param name="version">The version.</param>
    /// <param name="trouble">What went wrong in it; null for nothing.</param>
    public void Freed(TrackedModel model, TrackedVersion version, Exception? trouble)
    {
        lock (_gate)
        {
            version.Become(ServableState.End);
            if (model.Find(version.Folder) != version)
                model.Versions.Remove(version);
            if (trouble is not null)
                log.FreeFailed(trouble, model.Options.Name, version.Folder.Number, trouble.Message);
            log.Unloaded(model.Options.Name, version.Folder.Number);
            Publish(model);
        }
    }

    /// <summary>Waits until each of some models has a version that answers, or none of its versions will.</summary>
    /// <param name="models">The names.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task WhenSettled(IReadOnlyCollection<string> models, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (models.All(m => !_models.TryGetValue(m, out TrackedModel? model) || model.IsSettled))
                    return;
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Retires everything, and changes nothing any more; calls that run end as usual.</summary>
    public void Close()
    {
        foreach (TrackedModel model in All)
            Change(model, model.Drop);
        lock (_gate)
            _isClosed = true;
    }

    // With many models, most looks change nothing: then nothing is published.
    private void Publish(TrackedModel changed)
    {
        if (changed.UpdateView())
            table.Publish(_models.Values.Where(m => m.Shown is not null).Select(m => m.Shown!));
        Tell();
    }

    private void Tell()
    {
        TaskCompletionSource changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
