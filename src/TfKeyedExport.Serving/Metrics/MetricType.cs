namespace TfKeyedExport.Serving.Metrics;

/// <summary>What a metric's numbers are.</summary>
internal enum MetricType
{
    /// <summary>It only grows.</summary>
    Counter,

    /// <summary>It goes up and down.</summary>
    Gauge,

    /// <summary>How often something was how large.</summary>
    Histogram,
}
