using Microsoft.Extensions.Logging;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Opening;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Threads;
using TfKeyedExport.Serving.Verdicts;
using TfKeyedExport.Serving.Versions;

namespace TfKeyedExport.Serving;

/// <summary>A server without its sockets: models, their versions, and all that answers calls.</summary>
internal sealed class ModelServer : IDisposable
{
    // A model that takes long to load must not make others wait, on a small machine either.
    private const int LeastLoadThreads = 4;

    private readonly SemaphoreSlim _reloads = new(1);
    private readonly ServerOptions _options;
    private readonly ShortRuns? _shortRuns;
    private readonly BatchScheduler _scheduler;
    private readonly JoinJudge? _judge;
    private readonly VersionManager _versions;
    private string? _refused;
    private readonly ITimer? _configTimer;
    private readonly ILogger _log;
    private ModelServerOptions _models = ModelServerOptions.Unset;

    /// <summary>Starts to load the models; nothing waits for them.</summary>
    /// <param name="configuration">How to serve, and what.</param>
    /// <param name="engines">The engines at hand.</param>
    /// <param name="invariant">The engine that tells rounding from rows that mix.</param>
    /// <param name="observers">Who is told of a signature's calls: by model, version and signature.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Receives what happens.</param>
    /// <param name="loads">Told of what is loaded; null for nobody.</param>
    /// <param name="onNetworkThreads">Whether calls come on threads that others' requests wait for.</param>
    /// <param name="listening">Ends when clients can call; what may wait begins then. Null for at once.</param>
    public ModelServer(
        ServerConfiguration configuration, EngineChoice engines, IEngine invariant, Func<string, long, string, ISignatureObserver> observers, TimeProvider time,
        ILogger log, ILoadObserver? loads = null, bool onNetworkThreads = false, Task? listening = null)
    {
        _options = configuration.Options;
        _log = log;
        Defects = new Defects(log, time);
        Time = time;
        _shortRuns = onNetworkThreads ? new ShortRuns(time) : null;
        _scheduler = new BatchScheduler(_options.Batching.Enabled ? _options.Batching.NumBatchThreads : Math.Max(2, Environment.ProcessorCount), time);
        if (_options.Batching.Enabled)
        {
            var cache = new VerdictCache(_options.VerdictCache ?? VerdictFolder.OfUser());
            _judge = new JoinJudge(cache, _options.Protection.BatchUnsafe, _options.Protection.BatchProvedOnly, invariant, log, listening);
        }
        Memory = new MemoryReturn(time);
        VersioningOptions versioning = _options.Versioning;
        var opener = new ModelOpener(
            engines, _scheduler, _judge, RulesOf, versioning.WarmUp ? new WarmUp(versioning.WarmUpIterations, loads, makesUp: !_options.Quirks) : null,
                observers,
            KeyHandling.Of(_options.Protection), _options.Limits.MaxRows, _options.Limits.MaxWaiting, _shortRuns);
        _versions = new VersionManager(Table, loads is null ? opener : new ObservedOpener(opener, loads, time), SettingsOf(versioning), time, log, Memory);
        Take(configuration.Models);
        if (versioning.ConfigPoll is { } poll && poll > TimeSpan.Zero)
            _configTimer = time.CreateTimer(_ => ReadConfigAgain(), null, poll, poll);
    }

    /// <summary>Where calls look versions up.</summary>
    public ServingTable Table { get; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Where errors are noted that no client is told.</summary>
    public Defects Defects { get; }

    /// <summary>Gives back what large requests leave.</summary>
    public MemoryReturn Memory { get; }

    /// <summary>The models that are configured now.</summary>
    public ModelServerOptions Models => Volatile.Read(ref _models);

    /// <summary>Whether of every model that is configured a version answers, or one could not be loaded, or there is none.</summary>
    public bool IsSettled => Models.Models.All(m => Table.Models.TryGetValue(m.Name, out ModelView? view) && !view.IsOpen);

    /// <summary>Whether there are models, and none of them has a version that answers.</summary>
    public bool IsBare => Models.Models.Count > 0 && !Models.Models.Any(m => Table.Models.TryGetValue(m.Name, out ModelView? view) && view.Latest is not null);

    /// <summary>Takes another configuration over, as a client asks for it, and waits until new models answer.</summary>
    /// <param name="next">The configuration; the whole of it.</param>
    /// <param name="allow">Throws if the change is not allowed; given what was configured before, and what is going to be.</param>
    /// <param name="cancellation">Ends the waiting; what was begun goes on.</param>
    /// <exception cref="ServingFault">It is wrong; nothing was changed. Or a new model could not be loaded: the others serve.</exception>
    public async Task Reload(ModelServerOptions next, Action<ModelServerOptions, ModelServerOptions> allow, CancellationToken cancellation)
    {
        await _reloads.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ModelServerOptions before = Models;
            if (ModelServerConfigValidator.Validate(before, next) is [var first, ..])
                throw new ServingFault(first.Code, first.Message);
            if (!next.IsSet)
                return;
            allow(before, next);
            CheckLabels(next);
            string[] added = [.. next.Models.Select(m => m.Name).Where(n => !before.Models.Any(m => m.Name == n))];
            Take(next);
            await _versions.WhenSettled(added, cancellation).ConfigureAwait(false);
            ThrowIfFailed(added);
        }
        finally
        {
            _reloads.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _configTimer?.Dispose();
        _versions.Dispose();
        Memory.Dispose();
        _judge?.Dispose();
        _scheduler.Dispose();
        _shortRuns?.Dispose();
        _reloads.Dispose();
    }

    private void Take(ModelServerOptions next)
    {
        if (!next.IsSet)
            return;
        Volatile.Write(ref _models, next);
        _versions.Apply(next.Models);
    }

    // Whoever asks by a call is told at once that a label leads nowhere; labels of a file wait for their version.
    private void CheckLabels(ModelServerOptions next)
    {
        if (_options.Versioning.AllowLabelsForUnavailable)
            return;
        foreach (ModelOptions model in next.Models)
        {
            ModelView? view = Table.Models.GetValueOrDefault(model.Name);
            foreach (VersionLabel label in model.Labels)
            {
                if (view?.Find(label.Version) is null)
                {
                    throw new ServingFault(
                        Code.FailedPrecondition,
                        $"Request to assign label to version {label.Version} of model {model.Name}, which is not currently available for inference");
                }
            }
        }
    }

    private void ThrowIfFailed(string[] added)
    {
        List<string> failed = [.. added
            .Select(n => Table.Models.GetValueOrDefault(n))
            .OfType<ModelView>()
            .Where(v => v.Latest is null)
            .SelectMany(v => v.Statuses.Where(s => s.Code != Code.Ok).Take(1).Select(s => $"{{name: {v.Name} version: {s.Number}}} due to error: {s.Message}")
                .DefaultIfEmpty($"{{name: {v.Name}}} due to error: {v.Trouble ?? "it has no version that can be served"}"))];
        if (failed.Count > 0)
            throw new ServingFault(Code.Unknown, $"{failed.Count} model(s) did not become available: {{{string.Join(", ", failed)}, }}");
    }

    private void ReadConfigAgain()
    {
        try
        {
            TakeFileAgain();
        }
        catch (Exception e)
        {
            // A timer's exception would end the process.
            Refused(e.Message);
        }
    }

    // A file that stays wrong is told of once.
    private void Refused(string why)
    {
        if (why != _refused)
            _log.ConfigRefused(_options.ModelConfigFile, why);
        _refused = why;
    }

    private void TakeFileAgain()
    {
        Reading<ModelServerOptions> read = ModelServerConfigReader.ReadFile(_options.ModelConfigFile);
        IReadOnlyList<ConfigurationFault> faults = read.Value is { } next ? ModelServerConfigValidator.Validate(Models, next) : read.Faults;
        if (faults.Count == 0)
            _refused = null;
        if (faults is [var first, ..])
            Refused(first.ToString());
        else if (!read.Value!.Equals(Models))
            Take(read.Value);
    }

    private BatchRules? RulesOf(string folder)
    {
        BatchingOptions batching = _options.Batching;
        if (!batching.Enabled)
            return null;
        if (!batching.PerModel)
            return new BatchRules(batching, SettingsOf(batching));
        string file = Path.Combine(folder, "batching_params.pbtxt");
        if (!File.Exists(file))
            return null;
        Reading<BatchingOptions> read = BatchingParametersReader.ReadFileOfVersion(file, batching);
        return read.Value is { } own ? new BatchRules(own, SettingsOf(own)) : throw ServingFault.Invalid(read.Faults[0].ToString());
    }

    private BatchSettings SettingsOf(BatchingOptions batching) =>
        BatchSettings.Of(batching, _options.Quirks) with { MostAnswerBytes = _options.Limits.MemoryLimit };

    private static VersionSettings SettingsOf(VersioningOptions versioning) => new()
    {
        Poll = versioning.FileSystemPoll ?? TimeSpan.Zero,
        Retries = versioning.MaxLoadRetries,
        RetryAfter = versioning.LoadRetryInterval,
        LoadThreads = versioning.LoadThreads > 0 ? versioning.LoadThreads : Math.Max(LeastLoadThreads, Environment.ProcessorCount),
    };
}
