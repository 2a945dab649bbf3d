namespace TfKeyedExport.Server.Flags;

/// <summary>Flags about traces and the access log.</summary>
internal static class SeenFlags
{
    private static readonly FlagMaker Monitoring = new(FlagGroup.Monitoring, isTensorFlowServings: false);

    /// <summary>The flags.</summary>
    public static Flag[] All { get; } =
    [
        Monitoring.One(
            "access-log", "FILE", FlagTypes.Name, "Write a line of JSON for each request; - for stderr. SIGHUP opens the file anew.",
            o => o.Seen.AccessLog, (o, v) => o with { Seen = o.Seen with { AccessLog = v } }),
        Monitoring.One(
            "otlp-endpoint", "URL", FlagTypes.Name, "Send OpenTelemetry traces to this collector. OTEL_EXPORTER_OTLP_ENDPOINT does as well.",
            o => o.Seen.OtlpEndpoint, (o, v) => o with { Seen = o.Seen with { OtlpEndpoint = v } }),
        Monitoring.One(
            "trace-rate", "N", FlagTypes.Share, "The share of calls that are traced, from 0 to 1, of those whose client has not decided it.",
            o => o.Seen.TraceRate, (o, v) => o with { Seen = o.Seen with { TraceRate = v } }, "OTEL_TRACES_SAMPLER, else all"),
    ];
}
