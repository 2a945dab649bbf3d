using TfKeyedExport.Formats.TextFormat;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>Reads TensorFlow Serving's <c>MonitoringConfig</c>. Who writes one says whether there are metrics: <c>enable</c> left out means no there.</summary>
internal static class MonitoringConfigReader
{
    /// <summary>Reads a file.</summary>
    public static Reading<MonitoringOptions> ReadFile(string path)
    {
        var faults = new List<ConfigurationFault>();
        TextMessage? message = ConfigurationText.ReadFile(path, faults);
        return message is null ? new(null, faults) : Read(path, message);
    }

    /// <summary>Reads the text of a file.</summary>
    public static Reading<MonitoringOptions> Read(string path, ReadOnlySpan<byte> text)
    {
        var faults = new List<ConfigurationFault>();
        TextMessage? message = ConfigurationText.Read(path, text, faults);
        return message is null ? new(null, faults) : Read(path, message);
    }

    private static Reading<MonitoringOptions> Read(string path, TextMessage message)
    {
        var faults = new List<ConfigurationFault>();
        var walk = new MessageWalk(path, faults);
        var options = new MonitoringOptions { Enabled = false };
        walk.Fields(message, "MonitoringConfig", new MessageRule("prometheus_config", Prometheus));
        return Reading<MonitoringOptions>.Of(options, faults);

        void Prometheus(TextField field) => walk.Message(
            field, "PrometheusConfig",
            new("enable", f => options = options with { Enabled = walk.Truth(f) }),
            new("path", Path));

        void Path(TextField field)
        {
            string text = walk.Text(field);
            if (text.Length > 0 && (text[0] != '/' || text.AsSpan().IndexOfAny("?# ") >= 0))
                walk.Wrong(field, $"the path '{text}' is none", $"Write it from its first slash, as {MonitoringOptions.DefaultPath}.");
            else if (text.Length > 0)
                options = options with { Path = text };
        }
    }
}
