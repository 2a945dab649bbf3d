using System.Globalization;
using System.Text;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>A metric that is looked up when somebody asks.</summary>
/// <param name="name">Its name; what only grows ends in <c>_total</c>, as Prometheus has it.</param>
/// <param name="compute">Its numbers, with the values of their labels.</param>
/// <param name="help">What it means.</param>
/// <param name="labels">The names of its labels.</param>
internal sealed class ComputedFamily(string name, Func<IEnumerable<(string[] Labels, double Value)>> compute, string help, params IReadOnlyList<string> labels)
    : Family(name, name.EndsWith("_total", StringComparison.Ordinal) ? MetricType.Counter : MetricType.Gauge, help, labels)
{
    /// <inheritdoc/>
    protected override void WriteSamples(StringBuilder page)
    {
        foreach ((string[] values, double value) in compute())
            MetricsText.Line(page, Name, MetricsText.Labels(Labels, values), value.ToString(CultureInfo.InvariantCulture));
    }
}
