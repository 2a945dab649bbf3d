namespace TfKeyedExport.Serving.Configuration;

/// <summary>What is told of requests beside the metrics: traces, and the access log.</summary>
internal sealed record SeenOptions
{
    /// <summary>The file of the access log; <c>-</c> for stderr, null for none.</summary>
    public string? AccessLog { get; init; }

    /// <summary>Where spans are sent to; null if the environment says.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>The share of traces that begin here and are recorded, from 0 to 1; null if the environment says.</summary>
    public double? TraceRate { get; init; }
}
