using System.Collections.Immutable;
using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Serving.Batching;

/// <summary>How the rows of several requests become one call of the model.</summary>
internal sealed record BatchSettings
{
    private const long MostMicroseconds = 86_400_000_000;

    /// <summary>The most rows that one request may have.</summary>
    public int MaxBatchSize { get; init; } = int.MaxValue;

    /// <summary>The most rows that one call of the model has.</summary>
    public int MaxExecutionSize { get; init; } = 1000;

    /// <summary>The longest that the first request of a batch waits for others.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>How many batches may wait, beside those that run.</summary>
    public int MaxEnqueuedBatches { get; init; } = 10;

    /// <summary>The sizes that calls of the model may have, ascending; none allows all.</summary>
    public ImmutableArray<int> AllowedSizes { get; init; } = [];

    /// <summary>Whether a request of more rows than a call may have is cut.</summary>
    public bool SplitsLarge { get; init; } = true;

    /// <summary>Whether rows of other lengths are filled up with their first element, so that they fit one batch.</summary>
    public bool PadsVariableLengths { get; init; }

    /// <summary>
    /// Whether a request waits for the whole <see cref="Timeout"/> even when nobody has come for a long time. As in TensorFlow Serving, and slower.
    /// </summary>
    public bool AlwaysWaits { get; init; }

    /// <summary>Whether one bad request fails the batch it is in, as in TensorFlow Serving.</summary>
    public bool FailsTogether { get; init; }

    /// <summary>The most bytes that the answers to the parts of a request may have together.</summary>
    public long MostAnswerBytes { get; init; } = long.MaxValue;

    /// <summary>Whether each request is a batch of its own: what is not known to be safe waits its turn like the others, and meets nobody.</summary>
    public bool IsSolo { get; init; }

    /// <summary>Whether batching is off, so that nothing is counted of batches and no rule of theirs holds.</summary>
    public bool IsUnbatched { get; private init; }

    /// <summary>How many requests may wait where batching is off.</summary>
    public int MaxWaitingCalls { get; private init; } = int.MaxValue;

    /// <summary>How many rows may wait.</summary>
    public long MostRows => (long)MaxEnqueuedBatches * MaxExecutionSize;

    /// <summary>The rules where batching is off.</summary>
    /// <param name="maxWaiting">How many requests may wait.</param>
    public static BatchSettings Unbatched(int maxWaiting) => new BatchSettings { IsUnbatched = true, MaxWaitingCalls = maxWaiting }.Solo();

    /// <summary>The same rules for requests that meet nobody: they are neither filled up nor cut.</summary>
    public BatchSettings Solo() => this with { IsSolo = true, AllowedSizes = [], SplitsLarge = false, PadsVariableLengths = false, Timeout = TimeSpan.Zero };

    /// <summary>The rules that a configuration makes.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="quirks">Whether TensorFlow Serving's misfortunes are followed.</param>
    public static BatchSettings Of(BatchingOptions options, bool quirks) => new()
    {
        MaxBatchSize = options.LargestRequest(quirks) ?? int.MaxValue,
        MaxExecutionSize = options.EffectiveMaxExecutionBatchSize,
        // No timer is set for more than some weeks, and nobody waits so long.
        Timeout = TimeSpan.FromMicroseconds(Math.Min(options.BatchTimeoutMicros, MostMicroseconds)),
        MaxEnqueuedBatches = options.MaxEnqueuedBatches,
        AllowedSizes = [.. options.AllowedBatchSizes],
        SplitsLarge = options.LargeBatchSplitting,
        PadsVariableLengths = options.PadVariableLengthInputs,
        AlwaysWaits = quirks,
        FailsTogether = quirks,
    };

    /// <summary>Whether a request may be run as it is, and not wait for others or be filled up: it has one of the sizes that calls of the model have.</summary>
    public bool MayRunAlone(int rows) => !AlwaysWaits && !FailsTogether && rows <= Math.Min(MaxBatchSize, MaxExecutionSize) && PaddedSize(rows) == rows;

    /// <summary>The size to which a batch is filled up.</summary>
    public int PaddedSize(int rows)
    {
        foreach (int size in AllowedSizes)
        {
            if (size >= rows)
                return size;
        }
        return rows;
    }
}
