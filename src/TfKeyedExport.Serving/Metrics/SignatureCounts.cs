namespace TfKeyedExport.Serving.Metrics;

/// <summary>What a signature came to until now.</summary>
internal sealed record SignatureCounts
{
    /// <summary>The calls that got there.</summary>
    public required long Calls { get; init; }

    /// <summary>Those of them that ended with an error.</summary>
    public required long Failed { get; init; }

    /// <summary>Rows of calls that were answered.</summary>
    public required long Rows { get; init; }

    /// <summary>Answers that were thrown away since their keys had changed.</summary>
    public required long KeyFaults { get; init; }

    /// <summary>Rows of batches, without those that fill them up.</summary>
    public required long BatchRows { get; init; }

    /// <summary>Rows that only fill batches up.</summary>
    public required long PaddingRows { get; init; }

    /// <summary>How many calls took how long, by the buckets of <see cref="Buckets.Seconds"/>; the last is beyond their bounds.</summary>
    public required long[] Latencies { get; init; }

    /// <summary>How many batches had how many rows, by the buckets of <see cref="Buckets.BatchSizes"/>; the last is beyond their bounds.</summary>
    public required long[] BatchSizes { get; init; }
}
