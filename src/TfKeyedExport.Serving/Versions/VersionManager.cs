using Microsoft.Extensions.Logging;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Threads;

namespace TfKeyedExport.Serving.Versions;

/// <summary>Watches the models' folders, loads what the policies want, and retires what they want no more, without a call that fails for it.</summary>
/// <remarks>
/// One lock guards what is known; nothing is read, loaded or freed under it but the folders' names. A new version answers before an old one is retired; while
/// none that is wanted can answer, the old ones stay.
/// </remarks>
internal sealed class VersionManager : IDisposable
{
    private readonly Lock _gate = new();

    // Looks at folders follow one another: an old one that is told of late would undo what a newer one did.
    private readonly Lock _looks = new();
    private readonly Dictionary<string, TrackedModel> _models = new(StringComparer.Ordinal);
    private readonly ServingTable _table;
    private readonly IModelOpener _opener;
    private readonly VersionSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly WorkThreads _threads;
    private readonly ITimer? _timer;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    /// <summary>Begins with no models.</summary>
    /// <param name="table">Where calls look versions up.</param>
    /// <param name="opener">Opens versions.</param>
    /// <param name="settings">How to watch and load.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Receives what happened.</param>
    public VersionManager(ServingTable table, IModelOpener opener, VersionSettings settings, TimeProvider time, ILogger log)
    {
        _table = table;
        _opener = opener;
        _settings = settings;
        _time = time;
        _log = log;
        _threads = new WorkThreads(settings.LoadThreads, "load");
        if (settings.Poll > TimeSpan.Zero)
            _timer = time.CreateTimer(_ => PollQuietly(), null, settings.Poll, settings.Poll);
    }

    /// <summary>Takes a configuration over as a whole: models that it lacks are unloaded. Loading goes on when this returns.</summary>
    public void Apply(IReadOnlyList<ModelOptions> models)
    {
        lock (_gate)
        {
            foreach (TrackedModel gone in _models.Values.Where(m => !models.Any(o => o.Name == m.Options.Name)))
            {
                gone.IsConfigured = false;
                gone.Wanted = [];
            }
            foreach (ModelOptions options in models)
            {
                if (_models.TryGetValue(options.Name, out TrackedModel? model))
                {
                    model.Options = options;
                    model.IsScanned &= model.IsConfigured;
                    model.IsConfigured = true;
                }
                else
                {
                    _models.Add(options.Name, new TrackedModel(options));
                }
            }
        }
        Poll();
    }

    /// <summary>Looks at all folders and does what follows from it.</summary>
    public void Poll()
    {
        lock (_looks)
            LookAtAll();
    }

    private void LookAtAll()
    {
        TrackedModel[] models;
        lock (_gate)
            models = [.. _models.Values];
        foreach (TrackedModel model in models)
        {
            ModelOptions? options;
            HashSet<VersionFolder> known;
            lock (_gate)
            {
                options = model.IsConfigured ? model.Options : null;
                known = [.. model.Versions.Where(v => v.State == ServableState.Available).Select(v => v.Folder)];
            }
            FolderScan? scan = options is null ? null : FolderScan.Of(options, known);
            Change(model, () =>
            {
                if (scan is not null && ReferenceEquals(options, model.Options) && model.IsConfigured)
                    Take(model, scan);
            });
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

    /// <summary>Retires everything; calls that run end as usual.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        TrackedModel[] models;
        lock (_gate)
            models = [.. _models.Values];
        foreach (TrackedModel model in models)
        {
            Change(model, () =>
            {
                model.IsConfigured = false;
                model.Wanted = [];
            });
        }
        lock (_gate)
            _disposed = true;
        _threads.Dispose();
    }

    // Whoever looks once takes what is there; loading it says what is missing.
    private bool LooksOnce => _settings.Poll <= TimeSpan.Zero;

    /// <summary>Changes what is known of a model, and does what follows from it; what is retired is freed when the lock is free again.</summary>
    private void Change(TrackedModel model, Action change)
    {
        List<ServedVersion> retired;
        lock (_gate)
        {
            if (_disposed)
                return;
            change();
            retired = Advance(model);
            // Calls must find it in the table no more before it lets nobody in.
            Publish(model);
        }
        foreach (ServedVersion version in retired)
            version.Retire();
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

    private void Take(TrackedModel model, FolderScan scan)
    {
        if (scan.Trouble is { } trouble && trouble != model.Trouble)
            _log.FolderTrouble(model.Options.Name, trouble);
        model.Trouble = scan.Trouble;
        // A base path that cannot be read says nothing of its versions: what answers goes on.
        if (scan.Wanted is null)
            return;
        model.Wanted = scan.Wanted;
        model.IsScanned = true;
        foreach (VersionFolder folder in scan.Wanted)
        {
            TrackedVersion? version = model.Find(folder);
            // What is on its way out does not come back: who wants it again need not wait for the last call that holds it.
            if (version is null or { State: ServableState.Unloading })
                model.Versions.Add(version = new TrackedVersion(folder));
            if (version.State is ServableState.Start or ServableState.End && !version.IsBusy)
                LookAt(model, version, scan.Looks.GetValueOrDefault(folder));
        }
        model.ForgetOld();
    }

    private void LookAt(TrackedModel model, TrackedVersion version, FolderLook? look)
    {
        bool changed = look is null || !look.Stamps.Equals(version.Stamps);
        // What failed is worth another try only when somebody has changed it, or taken it away and put it back.
        if (version.State == ServableState.End && !changed && version.Code != Code.Ok)
            return;
        version.Stamps = look?.Stamps;
        if ((look is { Missing: null } && (!changed || _time.GetUtcNow().UtcDateTime - look.Stamps.Newest >= _settings.Settled)) || LooksOnce)
        {
            version.Attempts = 0;
            Load(model, version);
            return;
        }
        string waiting = look?.Missing is { } missing ? $"it is not complete: {missing}" : "its files were written a moment ago";
        if (version.Message != waiting)
            _log.Waiting(model.Options.Name, version.Folder.Number, waiting);
        version.Become(ServableState.Start, Code.Ok, waiting);
    }

    private List<ServedVersion> Advance(TrackedModel model)
    {
        foreach (TrackedVersion version in model.Versions.Where(v => !model.Wants(v)))
        {
            version.Retry?.Dispose();
            version.Retry = null;
            // What hears of it runs elsewhere: it must not run under the lock.
            _ = version.Loading?.CancelAsync();
            // Whoever wants it again wants it tried again, too.
            version.Stamps = null;
            if (version.State is ServableState.Start || (version.State == ServableState.Loading && version.Loading is null))
                version.Become(ServableState.End, version.Code, version.Message);
        }
        var retired = new List<ServedVersion>();
        if (model.Wanted.Count > 0 && !model.Wanted.Any(w => model.Find(w) is { State: ServableState.Available }))
            return retired;
        foreach (TrackedVersion version in model.Versions.Where(v => v.State == ServableState.Available && !model.Wants(v) && !model.IsReplaced(v)))
        {
            version.Become(ServableState.Unloading);
            _log.Unloading(model.Options.Name, version.Folder.Number, version.Served!.Leases);
            retired.Add(version.Served);
            version.Served = null;
        }
        return retired;
    }

    private void Load(TrackedModel model, TrackedVersion version)
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
            Loaded(model, version, opened, error, loading.IsCancellationRequested, _time.GetElapsedTime(started));
        });
    }

    private void Loaded(TrackedModel model, TrackedVersion version, ServedModel? opened, Exception? error, bool cancelled, TimeSpan took)
    {
        bool taken = false;
        Change(model, () =>
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
                Load(model, version);
            }
            else
            {
                Failed(model, version, error!);
            }
        });
        if (!taken)
            opened?.Dispose();
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
        {
            Load(model, version);
            return;
        }
        version.Retry = _time.CreateTimer(_ => TryAgain(model, version), null, pause, Timeout.InfiniteTimeSpan);
    }

    private void TryAgain(TrackedModel model, TrackedVersion version) => Change(model, () =>
    {
        if (version.Retry is null)
            return;
        version.Retry.Dispose();
        version.Retry = null;
        Load(model, version);
    });

    private void Freed(TrackedModel model, TrackedVersion version, Exception? trouble)
    {
        lock (_gate)
        {
            version.Become(ServableState.End);
            if (model.Find(version.Folder) != version)
                model.Versions.Remove(version);
            if (trouble is not null)
                _log.FreeFailed(trouble, model.Options.Name, version.Folder.Number, trouble.Message);
            _log.Unloaded(model.Options.Name, version.Folder.Number);
            Publish(model);
        }
    }

    // With many models, most looks change nothing: then nothing is published.
    private void Publish(TrackedModel changed)
    {
        if (changed.UpdateView())
            _table.Publish(_models.Values.Where(m => m.Shown is not null).Select(m => m.Shown!));
        Tell();
    }

    private void Tell()
    {
        TaskCompletionSource changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
