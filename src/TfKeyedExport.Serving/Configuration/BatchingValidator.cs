namespace TfKeyedExport.Serving.Configuration;

/// <summary>Says all that is wrong with batching parameters, in TensorFlow Serving's words.</summary>
internal static class BatchingValidator
{
    /// <summary>Looks at parameters.</summary>
    /// <param name="options">The parameters.</param>
    /// <param name="where">Their file, for the advice.</param>
    public static IReadOnlyList<ConfigurationFault> Validate(BatchingOptions options, string where)
    {
        var faults = new List<ConfigurationFault>();
        if (options.NumBatchThreads < 1)
            Wrong($"num_batch_threads must be positive; was {options.NumBatchThreads}", "Leave num_batch_threads out for one per processor");
        else if (options.NumBatchThreads > ServerOptionsValidator.MostThreads)
            Wrong($"num_batch_threads is {options.NumBatchThreads}, and {ServerOptionsValidator.MostThreads} at most",
                "Leave num_batch_threads out for one per processor");
        if (options.MaxBatchSize < 1)
            Wrong($"max_batch_size must be positive; was {options.MaxBatchSize}", "Write max_batch_size { value: 128 }, or leave it out for 1000");
        if (options.BatchTimeoutMicros < 0)
            Wrong($"batch_timeout_micros must be non-negative; was {options.BatchTimeoutMicros}", "Write 0 to wait for nobody");
        if (options.MaxEnqueuedBatches < 0)
            Wrong($"max_enqueued_batches must be non-negative; was {options.MaxEnqueuedBatches}", "Write how many batches may wait in a queue");
        if (options.MaxExecutionBatchSize is { } run && run < 1)
            Wrong($"max_execution_batch_size must be positive; was {run}", "Leave it out for max_batch_size");
        if (options.LargeBatchSplitting && options.MaxExecutionBatchSize > options.MaxBatchSize)
        {
            Wrong(
                $"max_execution_batch_size must be less than or equal to max_batch_size; was {options.MaxExecutionBatchSize}, "
                    + $"with max_batch_size {options.MaxBatchSize}",
                "Leave max_execution_batch_size out, or raise max_batch_size");
        }
        if (options.AllowedBatchSizes.Count > 0)
            Sizes();
        return faults;

        void Wrong(string what, string next) => faults.Add(ConfigurationFault.Invalid(what, $"{next} ({where})."));

        void Sizes()
        {
            Sequence<int> sizes = options.AllowedBatchSizes;
            int last = sizes[^1];
            bool ownRuns = options is { LargeBatchSplitting: true, MaxExecutionBatchSize: not null };
            int wanted = options.EffectiveMaxExecutionBatchSize;
            if (last != wanted)
            {
                string relation = ownRuns ? "be equal to max_execution_batch_size" : "match max_batch_size";
                Wrong($"Last entry in allowed_batch_sizes must {relation}; last entry was {last}; expected {wanted}", $"End the sizes with {wanted}");
            }
            if (sizes.Zip(sizes.Skip(1)).Any(p => p.Second <= p.First))
                Wrong("allowed_batch_sizes entries must be monotonically increasing", $"Write {string.Join(", ", sizes.Distinct().Order())}");
            if (sizes.FirstOrDefault(s => s < 1, 1) is var size and < 1)
                Wrong($"allowed_batch_sizes entries must be positive; was {size}", "Take it away");
        }
    }
}
