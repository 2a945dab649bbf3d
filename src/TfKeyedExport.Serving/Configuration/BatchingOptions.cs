namespace TfKeyedExport.Serving.Configuration;

/// <summary>How requests are joined, in the words of TensorFlow Serving's parameters file.</summary>
internal sealed record BatchingOptions
{
    /// <summary>The name of the threads where a file does not say it.</summary>
    public const string ThreadPoolOfFile = "batch_threads";

    /// <summary>The name of the threads where there is no file.</summary>
    public const string ThreadPoolOfServer = "model_server_batch_threads";

    /// <summary>Batching of somebody who says nothing.</summary>
    /// <param name="quirks">Whether large requests are refused unless a file says otherwise, as in TensorFlow Serving.</param>
    public static BatchingOptions Default(bool quirks) => new() { LargeBatchSplitting = !quirks, SplittingUnlessSaid = !quirks };

    /// <summary>Whether requests are joined at all.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether each version's own file says how; a version without one is not batched.</summary>
    public bool PerModel { get; init; }

    /// <summary>The most rows of one request that is taken, and of one run unless runs have a limit of their own.</summary>
    public int MaxBatchSize { get; init; } = 1000;

    /// <summary>How long the first request of an open batch waits at most, in microseconds.</summary>
    public long BatchTimeoutMicros { get; init; }

    /// <summary>How many batches may wait in a queue, beyond those that run.</summary>
    public int MaxEnqueuedBatches { get; init; } = 10;

    /// <summary>How many batches run at a time, of all models together.</summary>
    public int NumBatchThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>The name under which metrics show the queues.</summary>
    public string ThreadPoolName { get; init; } = ThreadPoolOfServer;

    /// <summary>The sizes of runs, to which batches are padded; empty allows every size.</summary>
    public Sequence<int> AllowedBatchSizes { get; init; } = Sequence<int>.Empty;

    /// <summary>Whether inner dimensions are padded, so that requests of different lengths are joined.</summary>
    public bool PadVariableLengthInputs { get; init; }

    /// <summary>Whether requests are cut that are larger than what is left of a batch. TensorFlow Serving has this off unless a file turns it on.</summary>
    public bool LargeBatchSplitting { get; init; } = true;

    /// <summary>What splitting is where a file does not say it: off in TensorFlow Serving, and so with its quirks.</summary>
    public bool SplittingUnlessSaid { get; init; } = true;

    /// <summary>The most rows of one run; null if the file does not say it.</summary>
    public int? MaxExecutionBatchSize { get; init; }

    /// <summary>The most rows of one run: without splitting, or if nothing else is said, as many as a request may have.</summary>
    public int EffectiveMaxExecutionBatchSize => LargeBatchSplitting ? MaxExecutionBatchSize ?? MaxBatchSize : MaxBatchSize;

    /// <summary>The largest request that is taken; null takes any, since it is cut.</summary>
    /// <param name="quirks">Whether the limit counts for requests that are cut too, as in TensorFlow Serving.</param>
    public int? LargestRequest(bool quirks) => LargeBatchSplitting && !quirks ? null : MaxBatchSize;
}
