namespace TfKeyedExport.Serving.Configuration;

/// <summary>Where metrics are shown.</summary>
internal sealed record MonitoringOptions
{
    /// <summary>The path where nothing else is said.</summary>
    public const string DefaultPath = "/monitoring/prometheus/metrics";

    /// <summary>Whether they are shown. TensorFlow Serving shows none without a file.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The path on the port for REST.</summary>
    public string Path { get; init; } = DefaultPath;
}
