using TfKeyedExport.Formats.TextFormat;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>Reads TensorFlow Serving's <c>BatchingParameters</c>: the server's file, and those beside versions.</summary>
internal static class BatchingParametersReader
{
    /// <summary>The name of the file in a version's folder.</summary>
    public const string FileOfVersion = "batching_params.pbtxt";

    /// <summary>Reads a file, and says all that is wrong with what it has.</summary>
    /// <param name="path">The file.</param>
    /// <param name="basis">What holds where the file says nothing, and whether batching is on.</param>
    public static Reading<BatchingOptions> ReadFile(string path, BatchingOptions basis) => ReadFile(path, basis, isModels: false);

    /// <summary>Reads the text of a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="basis">What holds where the text says nothing.</param>
    public static Reading<BatchingOptions> Read(string path, ReadOnlySpan<byte> text, BatchingOptions basis)
    {
        var faults = new List<ConfigurationFault>();
        TextMessage? message = ConfigurationText.Read(path, text, faults);
        return message is null ? new(null, faults) : Read(path, message, basis);
    }

    /// <summary>
    /// Reads the file of a version. It stands for the common one and is not added to it; threads are shared by all models, so they are as the common one says.
    /// </summary>
    public static Reading<BatchingOptions> ReadFileOfVersion(string path, BatchingOptions common)
    {
        BatchingOptions basis = new()
        {
            Enabled = common.Enabled,
            PerModel = common.PerModel,
            LargeBatchSplitting = common.SplittingUnlessSaid,
            SplittingUnlessSaid = common.SplittingUnlessSaid,
        };
        Reading<BatchingOptions> own = ReadFile(path, basis, isModels: true);
        return own.Value is { } value
            ? own with { Value = value with { ThreadPoolName = common.ThreadPoolName, NumBatchThreads = common.NumBatchThreads } }
            : own;
    }

    private static Reading<BatchingOptions> ReadFile(string path, BatchingOptions basis, bool isModels)
    {
        var faults = new List<ConfigurationFault>();
        TextMessage? message = ConfigurationText.ReadFile(path, faults, isModels);
        return message is null ? new(null, faults) : Read(path, message, basis);
    }

    private static Reading<BatchingOptions> Read(string path, TextMessage message, BatchingOptions basis)
    {
        var faults = new List<ConfigurationFault>();
        var walk = new MessageWalk(path, faults);
        var sizes = new List<int>();
        BatchingOptions options = basis with { ThreadPoolName = BatchingOptions.ThreadPoolOfFile };
        walk.Fields(
            message, "BatchingParameters",
            new("max_batch_size", f => Int(f, v => options = options with { MaxBatchSize = v })),
            new("batch_timeout_micros", f => Long(f, v => options = options with { BatchTimeoutMicros = v })),
            new("max_enqueued_batches", f => Int(f, v => options = options with { MaxEnqueuedBatches = v })),
            new("num_batch_threads", f => Int(f, v => options = options with { NumBatchThreads = v })),
            new("thread_pool_name", Name),
            new("allowed_batch_sizes", f => sizes.Add((int)walk.Whole(f, int.MinValue, int.MaxValue)), Repeated: true),
            new("pad_variable_length_inputs", f => options = options with { PadVariableLengthInputs = walk.Truth(f) }),
            new("enable_large_batch_splitting", Splitting),
            new("max_execution_batch_size", f => Int(f, v => options = options with { MaxExecutionBatchSize = v })));
        options = options with { AllowedBatchSizes = new(sizes) };
        if (faults.Count == 0)
            faults.AddRange(BatchingValidator.Validate(options, path));
        return Reading<BatchingOptions>.Of(options, faults);

        void Long(TextField field, Action<long> set, long least = long.MinValue, long most = long.MaxValue)
        {
            // A wrapper without a value has 0, which is not the same as no wrapper.
            long value = 0;
            walk.Wrapped(field, 0, f => value = walk.Whole(f, least, most));
            set(value);
        }

        void Int(TextField field, Action<int> set) => Long(field, v => set((int)v), int.MinValue, int.MaxValue);

        void Name(TextField field)
        {
            string name = "";
            walk.Wrapped(field, 2, f => name = walk.Text(f));
            options = options with { ThreadPoolName = name };
        }

        void Splitting(TextField field)
        {
            bool split = false;
            walk.Wrapped(field, 1, f => split = walk.Truth(f));
            options = options with { LargeBatchSplitting = split };
        }
    }
}
