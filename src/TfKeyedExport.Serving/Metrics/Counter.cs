using System.Text;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>A number that only grows.</summary>
internal sealed class Counter : IMetric
{
    private readonly Cells _cells = new(1);

    /// <summary>The number.</summary>
    public long Value => _cells.Read(0);

    /// <summary>Adds to it.</summary>
    public void Add(long amount = 1) => _cells.Add(0, amount);

    /// <inheritdoc/>
    public void Write(StringBuilder page, string name, string labels) => MetricsText.Line(page, name, labels, Value);
}
