using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Tracing;

namespace TfKeyedExport.Server.Seen;

/// <summary>Sends spans to a collector, if somebody asked for it. What cannot be sent in time is dropped; no call waits for it.</summary>
internal static class TraceExport
{
    private const string Service = "tfkeyed-server", TracesPath = "v1/traces";
    private const int HttpPort = 4318;

    /// <summary>Begins to send, until it is disposed of.</summary>
    /// <param name="options">What the command line says.</param>
    /// <param name="environment">Gives a variable.</param>
    /// <returns>Null if nobody asked for it.</returns>
    public static IDisposable? Start(SeenOptions options, Func<string, string?> environment)
    {
        if (!IsAskedFor(options, environment))
            return null;
        TracerProviderBuilder builder = Sdk.CreateTracerProviderBuilder()
            .AddSource(Traces.SourceName)
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(Service).AddTelemetrySdk().AddEnvironmentVariableDetector())
            .AddOtlpExporter(exporter => Configure(exporter, options, environment));
        if (options.TraceRate is { } rate)
            builder.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(rate)));
        return builder.Build();
    }

    /// <summary>Whether somebody asked for it: a flag, or the variables that OpenTelemetry has for it.</summary>
    public static bool IsAskedFor(SeenOptions options, Func<string, string?> environment)
    {
        if (string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
            return false;
        return options.OtlpEndpoint is not null
            || !string.IsNullOrEmpty(environment("OTEL_EXPORTER_OTLP_ENDPOINT")) || !string.IsNullOrEmpty(environment("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"));
    }

    /// <summary>Where spans go, and how: as the flag says, and else the environment.</summary>
    public static void Configure(OtlpExporterOptions exporter, SeenOptions options, Func<string, string?> environment)
    {
        if (options.OtlpEndpoint is not { } endpoint)
            return;
        var uri = new Uri(endpoint);
        // An address that only HTTP has says which of the two is meant.
        bool isSaid = environment("OTEL_EXPORTER_OTLP_PROTOCOL") is { Length: > 0 } || environment("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL") is { Length: > 0 };
        if (!isSaid)
            exporter.Protocol = uri.Port == HttpPort || uri.AbsolutePath.Length > 1 ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = exporter.Protocol == OtlpExportProtocol.HttpProtobuf && uri.AbsolutePath.Length <= 1 ? new Uri(uri, TracesPath) : uri;
    }
}
