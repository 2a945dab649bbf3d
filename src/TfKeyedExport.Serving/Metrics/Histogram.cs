using System.Globalization;
using System.Text;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>How often something was how large.</summary>
internal sealed class Histogram : IMetric
{
    private readonly Buckets _buckets;
    private readonly Cells _cells;
    private readonly int _sum;

    /// <summary>Begins empty.</summary>
    public Histogram(Buckets buckets)
    {
        _buckets = buckets;
        _sum = buckets.Bounds.Count + 1;
        _cells = new Cells(_sum + 1);
    }

    /// <summary>How many observations there were.</summary>
    public long Count => Enumerable.Range(0, _sum).Sum(_cells.Read);

    /// <summary>Their sum, as it is shown.</summary>
    public double Sum => _cells.Read(_sum) / _buckets.Unit;

    /// <summary>Adds what is in each bucket; the last is beyond the bounds.</summary>
    public void AddTo(long[] counts)
    {
        for (int i = 0; i < counts.Length && i < _sum; i++)
            counts[i] += _cells.Read(i);
    }

    /// <summary>Notes a size.</summary>
    public void Observe(long size) => _cells.Add(_buckets.Find(size), 1, _sum, size);

    /// <summary>Notes a time.</summary>
    public void Observe(TimeSpan time) => Observe(time.Ticks);

    /// <inheritdoc/>
    public void Write(StringBuilder page, string name, string labels)
    {
        string bucket = name + "_bucket", before = labels.Length > 0 ? labels + ",le=\"" : "le=\"";
        long below = 0;
        for (int i = 0; i < _buckets.Bounds.Count; i++)
            MetricsText.Line(page, bucket, $"{before}{MetricsText.Bound(_buckets.Bounds[i])}\"", below += _cells.Read(i));
        // Read once: a count that differs from the last bucket is an error to who reads it.
        below += _cells.Read(_sum - 1);
        MetricsText.Line(page, bucket, before + "+Inf\"", below);
        MetricsText.Line(page, name + "_sum", labels, Sum.ToString(CultureInfo.InvariantCulture));
        MetricsText.Line(page, name + "_count", labels, below);
    }
}
