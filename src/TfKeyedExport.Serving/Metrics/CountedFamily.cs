using System.Collections.Concurrent;
using System.Text;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>A metric that is counted as things happen.</summary>
/// <typeparam name="T">What is counted under one set of labels.</typeparam>
internal sealed class CountedFamily<T> : Family
    where T : class, IMetric
{
    private readonly ConcurrentDictionary<string, T> _metrics = new(StringComparer.Ordinal);
    private readonly Func<T> _make;

    /// <summary>Declares one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">What its numbers are.</param>
    /// <param name="make">Makes what is counted under one set of labels.</param>
    /// <param name="help">What it means.</param>
    /// <param name="labels">The names of its labels.</param>
    public CountedFamily(string name, MetricType type, Func<T> make, string help, params IReadOnlyList<string> labels)
        : base(name, type, help, labels) => _make = make;

    /// <summary>How many sets of labels there are.</summary>
    public int Count => _metrics.Count;

    /// <summary>What is counted under a set of labels. Takes a while: keep it.</summary>
    public T Of(params ReadOnlySpan<string> values) => _metrics.GetOrAdd(MetricsText.Labels(Labels, values), static (_, make) => make(), _make);

    /// <summary>Forgets a set of labels.</summary>
    public void Forget(params ReadOnlySpan<string> values) => _metrics.TryRemove(MetricsText.Labels(Labels, values), out _);

    /// <inheritdoc/>
    protected override void WriteSamples(StringBuilder page)
    {
        foreach ((string labels, T metric) in _metrics.OrderBy(m => m.Key, StringComparer.Ordinal))
            metric.Write(page, Name, labels);
    }
}
