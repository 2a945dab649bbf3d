namespace TfKeyedExport.Serving.Configuration;

/// <summary>What is logged of requests.</summary>
/// <param name="Directory">The folder.</param>
internal sealed record RequestLogOptions(string Directory)
{
    /// <summary>The share of rows, from 0 to 1; which ones, their keys decide.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>A regular expression that keys have to match; null for all.</summary>
    public string? KeyPattern { get; init; }

    /// <summary>Headers of requests that are logged with them.</summary>
    public Sequence<string> Headers { get; init; } = Sequence<string>.Empty;
}
