using Microsoft.Extensions.Logging;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Models;

namespace TfKeyedExport.Serving.Versions;

/// <summary>Watches the models' folders, loads what the policies want, and retires what they want no more, without a call that fails for it.</summary>
/// <remarks>
/// One lock guards what is known (<see cref="TrackedModels"/>); nothing is read, loaded or freed under it. A new version answers before an old one is retired;
/// while none that is wanted can answer, the old ones stay.
/// </remarks>
internal sealed class VersionManager : IDisposable
{
    // Looks at folders follow one another: an old one that is told of late would undo what a newer one did.
    private readonly Lock _looks = new();
    private readonly TrackedModels _models;
    private readonly VersionLoader _loader;
    private readonly VersionIntake _intake;
    private readonly ILogger _log;
    private readonly ITimer? _timer;

    /// <summary>Begins with no models.</summary>
    /// <param name="table">Where calls look versions up.</param>
    /// <param name="opener">Opens versions.</param>
    /// <param name="settings">How to watch and load.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Receives what happened.</param>
    /// <param name="memory">Told of versions that were loaded or freed; null for nobody.</param>
    public VersionManager(ServingTable table, IModelOpener opener, VersionSettings settings, TimeProvider time, ILogger log, MemoryReturn? memory = null)
    {
        _log = log;
        _models = new TrackedModels(table, log);
        _loader = new VersionLoader(_models, opener, settings, time, log, memory);
        _intake = new VersionIntake(_loader.Load, settings, time, log);
        if (settings.Poll > TimeSpan.Zero)
            _timer = time.CreateTimer(_ => PollQuietly(), null, settings.Poll, settings.Poll);
    }

    /// <summary>Takes a configuration over as a whole: models that it lacks are unloaded. Loading goes on when this returns.</summary>
    public void Apply(IReadOnlyList<ModelOptions> models)
    {
        _models.Configure(models);
        Poll();
    }

    /// <summary>Looks at all folders and does what follows from it.</summary>
    public void Poll()
    {
        lock (_looks)
            LookAtAll();
    }

    /// <inheritdoc cref="TrackedModels.WhenSettled"/>
    public Task WhenSettled(IReadOnlyCollection<string> models, CancellationToken cancellation) => _models.WhenSettled(models, cancellation);

    /// <summary>Retires everything; calls that run end as usual.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _models.Close();
        _loader.Dispose();
    }

    private void LookAtAll()
    {
        foreach (TrackedModel model in _models.All)
        {
            (ModelOptions? options, IReadOnlySet<VersionFolder> known) = _models.Read(() => (model.IsConfigured ? model.Options : null, model.Loaded));
            FolderScan? scan = options is null ? null : FolderScan.Of(options, known);
            _models.Change(model, () =>
            {
                // What was configured anew meanwhile is looked at anew.
                if (scan is not null && ReferenceEquals(options, model.Options) && model.IsConfigured)
                    _intake.Take(model, scan);
            });
        }
    }

    private void PollQuietly()
    {
        // A disk that is slower than the clock: the next round will do.
        if (!_looks.TryEnter())
            return;
        try
        {
            LookAtAll();
        }
        catch (Exception e)
        {
            // A timer's exception would end the process.
            _log.WatchFailed(e, e.Message);
        }
        finally
        {
            _looks.Exit();
        }
    }
}
