using TfKeyedExport.Formats.TextFormat;
using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Handoff.Manifests;

/// <summary>Where metrics are.</summary>
internal static class MonitoringText
{
    /// <summary>The file.</summary>
    public static string Write() => new TextFormatWriter()
        .Comment("Metrics for Prometheus, on the port for REST. TensorFlow Serving has none without this file.")
        .Message("prometheus_config", p => p.Field("enable", true).Field("path", MonitoringOptions.DefaultPath))
        .ToString();
}
