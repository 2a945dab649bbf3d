using Microsoft.Extensions.Logging;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Threads;

namespace TfKeyedExport.Serving.Versions;

/// <summary>Loads versions on threads of its own, and tries again what failed, until it was tried often enough or is not wanted any more.</summary>
internal sealed class VersionLoader : IDisposable
{
    private readonly TrackedModels _models;
    private readonly IModelOpener _opener;
    private readonly VersionSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly MemoryReturn? _memory;
    private readonly WorkThreads _threads;

    /// <summary>Starts the threads.</summary>
    /// <param name="models">Changed when a load has ended.</param>
    /// <param name="opener">Opens versions.</param>
    /// <param name="settings">How often to try.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Receives what happened.</param>
    /// <param name="memory">Told of versions that were loaded or freed; null for nobody.</param>
    public VersionLoader(TrackedModels models, IModelOpener opener, VersionSettings settings, TimeProvider time, ILogger log, MemoryReturn? memory)
    {
        _models = models;
        _opener = opener;
        _settings = settings;
        _time = time;
        _log = log;
        _memory = memory;
        _threads = new WorkThreads(settings.LoadThreads, "load");
    }

    /// <summary>Begins to load a version, as if it had never failed. Used in a change of its model only.</summary>
    public void Load(TrackedModel model, TrackedVersion version)
    {
        version.Attempts = 0;
        Try(model, version);
    }

    /// <summary>Ends the threads after what was started.</summary>
    public void Dispose() => _threads.Dispose();

    private void Try(TrackedModel model, TrackedVersion version)
    {
        var loading = new CancellationTokenSource();
        version.Loading = loading;
        version.Attempts++;
        version.Become(ServableState.Loading, version.Code, version.Message);
        ModelOptions options = model.Options;
        _log.Loading(options.Name, version.Folder.Number, version.Folder.Path);
        _threads.Start(() =>
        {
            long started = _time.GetTimestamp();
            ServedModel? opened = null;
            Exception? error = null;
            try
            {
                loading.Token.ThrowIfCancellationRequested();
                opened = _opener.Open(options, version.Folder.Number, version.Folder.Path, loading.Token);
            }
            catch (Exception e)
            {
                error = e;
            }
            Ended(model, version, opened, error, loading.IsCancellationRequested, _time.GetElapsedTime(started));
        });
    }

    private void Ended(TrackedModel model, TrackedVersion version, ServedModel? opened, Exception? error, bool cancelled, TimeSpan took)
    {
        bool taken = false;
        _models.Change(model, () =>
        {
            version.Loading?.Dispose();
            version.Loading = null;
            if (!model.Wants(version))
            {
                version.Become(ServableState.End, Code.Cancelled, "it was taken away while it was loaded");
            }
            else if (opened is not null)
            {
                taken = true;
                version.Served = new ServedVersion(version.Folder.Number, opened, trouble => Freed(model, version, trouble));
                version.Become(ServableState.Available);
                _log.Available(model.Options.Name, version.Folder.Number, took.TotalMilliseconds, opened.Description);
            }
            else if (cancelled)
            {
                // It was not wanted for a moment, and is again.
                version.Attempts--;
                Try(model, version);
            }
            else
            {
                Failed(model, version, error!);
            }
        });
        if (!taken)
            opened?.Dispose();
        _memory?.Soon();
    }

    private void Freed(TrackedModel model, TrackedVersion version, Exception? trouble)
    {
        _models.Freed(model, version, trouble);
        _memory?.Soon();
    }

    private void Failed(TrackedModel model, TrackedVersion version, Exception error)
    {
        ServingFault fault = LoadFaults.Of(error);
        if (version.Attempts > _settings.Retries)
        {
            _log.LoadFailed(model.Options.Name, version.Folder.Number, fault.Message);
            version.Become(ServableState.End, fault.Code, fault.Message);
            return;
        }
        TimeSpan pause = _settings.RetryAfter < TimeSpan.Zero ? TimeSpan.Zero : _settings.RetryAfter;
        _log.LoadRetried(model.Options.Name, version.Folder.Number, pause.TotalSeconds, fault.Message);
        version.Become(ServableState.Loading, fault.Code, fault.Message);
        if (pause == TimeSpan.Zero)
            Try(model, version);
        else
            version.Retry = _time.CreateTimer(_ => TryAgain(model, version), null, pause, Timeout.InfiniteTimeSpan);
    }

    private void TryAgain(TrackedModel model, TrackedVersion version) => _models.Change(model, () =>
    {
        if (version.Retry is null)
            return;
        version.Retry.Dispose();
        version.Retry = null;
        Try(model, version);
    });
}
