using System.Collections.Concurrent;
using System.Globalization;
using TfKeyedExport.Serving.Versions;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>
/// Under which labels calls are counted. What is served has its own; what strangers make up has one together, or a few: nobody makes a page grow.
/// </summary>
/// <param name="families">All metrics.</param>
/// <param name="keepsStrangers">Whether models that are not there are counted under the names that they were asked for by.</param>
/// <param name="time">The clock.</param>
internal sealed class ModelLabels(MetricFamilies families, bool keepsStrangers, TimeProvider time)
{
    /// <summary>The label of models that are not there.</summary>
    public const string Unknown = "(unknown)";

    /// <summary>The label of those beyond the few that keep their names.</summary>
    public const string Other = "(other)";

    private const int MostStrangers = 32;
    private const int LongestStranger = 64;

    // Whoever looks now and then shall see what a version came to; so many are kept at most.
    private const int MostGone = 64;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, ModelMetrics> _models = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ModelMetrics> _strangers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Model, long Number), VersionLabels> _versions = [];
    private readonly ModelMetrics _unknown = new(families, keepsStrangers ? Other : Unknown);
    private readonly BatchMetrics _batches = new(families.TensorFlowServing);

    /// <summary>What is served; null as long as nothing is.</summary>
    public ServingTable? Table { get; set; }

    /// <summary>What is counted of a model that a client named.</summary>
    public ModelMetrics Find(string name)
    {
        if (_models.TryGetValue(name, out ModelMetrics? known))
            return known;
        // A path that names no model has the empty name.
        if (name.Length == 0 || Table?.Models.ContainsKey(name) == true)
            return Known(name);
        return keepsStrangers ? Stranger(name) : _unknown;
    }

    /// <summary>Begins to count what a signature of a version does.</summary>
    public SignatureMetrics Of(string model, long number, string signature)
    {
        lock (_gate)
        {
            Sweep();
            if (!_versions.TryGetValue((model, number), out VersionLabels? version))
                _versions.Add((model, number), version = new VersionLabels());
            version.Seen = time.GetTimestamp();
            if (!version.Signatures.TryGetValue(signature, out SignatureMetrics? metrics))
            {
                metrics = new SignatureMetrics(
                    families, _batches, Known(model), version.Scope, number.ToString(CultureInfo.InvariantCulture), signature);
                version.Signatures.Add(signature, metrics);
            }
            return metrics;
        }
    }

    /// <summary>What is counted of a signature; null if nothing is.</summary>
    public SignatureMetrics? TryFind(string model, long number, string signature)
    {
        lock (_gate)
            return _versions.TryGetValue((model, number), out VersionLabels? version) ? version.Signatures.GetValueOrDefault(signature) : null;
    }

    /// <summary>Forgets what has been gone for a while.</summary>
    public void Forget()
    {
        lock (_gate)
            Sweep();
    }

    private ModelMetrics Known(string name)
    {
        _strangers.TryRemove(name, out _);
        return _models.GetOrAdd(name, static (n, f) => new ModelMetrics(f, n), families);
    }

    private ModelMetrics Stranger(string name)
    {
        if (_strangers.TryGetValue(name, out ModelMetrics? known))
            return known;
        if (name.Length > LongestStranger)
            return _unknown;
        lock (_gate)
            return _strangers.Count < MostStrangers ? _strangers.GetOrAdd(name, static (n, f) => new ModelMetrics(f, n), families) : _unknown;
    }

    private void Sweep()
    {
        if (Table is not { } table)
            return;
        long now = time.GetTimestamp();
        List<(string Model, long Number)> gone = [];
        foreach (((string Model, long Number) key, VersionLabels version) in _versions)
        {
            if (IsThere(table, key))
                version.Seen = now;
            else
                gone.Add(key);
        }
        gone.Sort((a, b) => _versions[a].Seen.CompareTo(_versions[b].Seen));
        for (int i = 0; i < gone.Count; i++)
        {
            if (gone.Count - i > MostGone || time.GetElapsedTime(_versions[gone[i]].Seen, now) > Kept)
                Drop(gone[i], table);
        }
    }

    private static bool IsThere(ServingTable table, (string Model, long Number) version) =>
        table.Models.TryGetValue(version.Model, out ModelView? view)
        && view.Statuses.Any(s => s.Number == version.Number && s.State != ServableState.End);

    private void Drop((string Model, long Number) gone, ServingTable table)
    {
        _versions.Remove(gone, out VersionLabels? version);
        version!.Scope.Drop();
        bool isConfigured = table.Models.TryGetValue(gone.Model, out ModelView? view) && view.IsConfigured;
        if (!isConfigured && !_versions.Keys.Any(v => v.Model == gone.Model) && _models.TryRemove(gone.Model, out ModelMetrics? model))
            model.Scope.Drop();
    }

    private sealed class VersionLabels
    {
        public LabelScope Scope { get; } = new();

        public Dictionary<string, SignatureMetrics> Signatures { get; } = new(StringComparer.Ordinal);

        public long Seen { get; set; }
    }
}
