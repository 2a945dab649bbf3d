namespace TfKeyedExport.Serving.Configuration;

/// <summary>What is logged of requests.</summary>
/// <param name="Directory">The folder.</param>
internal sealed record RequestLogOptions(string Directory)
{
    /// <summary>In which form.</summary>
    public LogFormat Format { get; init; }

    /// <summary>The share of rows, from 0 to 1; which ones, their keys decide.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>A regular expression that keys have to match; null for all.</summary>
    public string? KeyPattern { get; init; }

    /// <summary>Headers of requests that are logged with them.</summary>
    public Sequence<string> Headers { get; init; } = Sequence<string>.Empty;

    /// <summary>What becomes of fields, where it is not what is done by default: inputs are left out, all others are kept.</summary>
    public Sequence<LogField> Fields { get; init; } = Sequence<LogField>.Empty;

    /// <summary>The largest that a file becomes, in bytes, but for its last rows.</summary>
    public long MaxFileBytes { get; init; } = 128L << 20;

    /// <summary>The longest that a file is written to; Parquet's are done after a minute at the latest.</summary>
    public TimeSpan MaxFileAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most that waits to be written, in bytes of tensors; what comes beyond is dropped and counted.</summary>
    public long MaxQueueBytes { get; init; } = 64L << 20;
}
