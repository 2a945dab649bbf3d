using TfKeyedExport.Serving.Configuration;
using Xunit;
using static TfKeyedExport.Serving.Tests.Configuration.ConfigurationHarness;

namespace TfKeyedExport.Serving.Tests.Configuration;

public class BatchingParametersTests
{
    [Fact]
    public void A_file_has_every_parameter()
    {
        BatchingOptions options = BatchingOf("""
            max_batch_size { value: 128 }
            batch_timeout_micros { value: 5000 }
            max_enqueued_batches { value: 3 }
            num_batch_threads { value: 2 }
            thread_pool_name { value: 'pool' }
            allowed_batch_sizes: 8  allowed_batch_sizes: [16, 32]
            pad_variable_length_inputs: true
            enable_large_batch_splitting { value: true }
            max_execution_batch_size { value: 32 }
            """).Value!;
        Assert.Equal((128, 5000, 3, 2), (options.MaxBatchSize, options.BatchTimeoutMicros, options.MaxEnqueuedBatches, options.NumBatchThreads));
        Assert.Equal(("pool", 32), (options.ThreadPoolName, options.EffectiveMaxExecutionBatchSize));
        Assert.True(options.PadVariableLengthInputs && options.LargeBatchSplitting);
        Assert.Equal([8, 16, 32], options.AllowedBatchSizes);
    }

    [Fact]
    public void An_empty_file_has_the_defaults_and_the_name_of_a_files_threads() =>
        Assert.Equal(new BatchingOptions { ThreadPoolName = "batch_threads" }, BatchingOf("").Value);

    [Theory]
    [InlineData("", false, true)]
    [InlineData("", true, false)]
    [InlineData("enable_large_batch_splitting { value: true }", true, true)]
    [InlineData("enable_large_batch_splitting {}", false, false)]
    public void Large_requests_are_cut_unless_a_file_or_TF_Servings_quirks_say_no(string text, bool quirks, bool split) =>
        Assert.Equal(split, BatchingOf(text, quirks).Value!.LargeBatchSplitting);

    [Theory]
    [InlineData("max_batch_size { value: 8 }", 8)]
    [InlineData("max_batch_size { value: 8 } max_execution_batch_size { value: 4 }", 4)]
    [InlineData("max_batch_size { value: 8 } max_execution_batch_size { value: 4 } enable_large_batch_splitting { value: false }", 8)]
    public void A_run_has_a_limit_of_its_own_where_requests_are_cut(string text, int rows) =>
        Assert.Equal(rows, BatchingOf(text).Value!.EffectiveMaxExecutionBatchSize);

    [Theory]
    [InlineData(true, false, null)]
    [InlineData(true, true, 1000)]
    [InlineData(false, false, 1000)]
    public void What_is_cut_may_be_of_any_size_but_for_quirks(bool split, bool quirks, int? rows) =>
        Assert.Equal(rows, new BatchingOptions { LargeBatchSplitting = split }.LargestRequest(quirks));

    [Theory]
    [InlineData("max_batch_size { value: 0 }", "max_batch_size must be positive; was 0")]
    [InlineData("max_batch_size { value: -3 }", "max_batch_size must be positive; was -3")]
    [InlineData("max_batch_size {}", "max_batch_size must be positive; was 0")]
    [InlineData("batch_timeout_micros { value: -1 }", "batch_timeout_micros must be non-negative; was -1")]
    [InlineData("max_enqueued_batches { value: -1 }", "max_enqueued_batches must be non-negative; was -1")]
    [InlineData("num_batch_threads { value: 0 }", "num_batch_threads must be positive; was 0")]
    [InlineData("num_batch_threads { value: 1000000000 }", "num_batch_threads is 1000000000, and 4096 at most")]
    [InlineData("max_execution_batch_size { value: 0 }", "max_execution_batch_size must be positive; was 0")]
    [InlineData(
        "max_batch_size { value: 4 } max_execution_batch_size { value: 5 }",
        "max_execution_batch_size must be less than or equal to max_batch_size; was 5, with max_batch_size 4")]
    [InlineData(
        "max_batch_size { value: 2 } allowed_batch_sizes: 1 allowed_batch_sizes: 3",
        "Last entry in allowed_batch_sizes must match max_batch_size; last entry was 3; expected 2")]
    [InlineData("allowed_batch_sizes: 8", "Last entry in allowed_batch_sizes must match max_batch_size; last entry was 8; expected 1000")]
    [InlineData(
        "max_batch_size { value: 8 } max_execution_batch_size { value: 4 } allowed_batch_sizes: [4, 8]",
        "Last entry in allowed_batch_sizes must be equal to max_execution_batch_size; last entry was 8; expected 4")]
    [InlineData("max_batch_size { value: 4 } allowed_batch_sizes: [2, 2, 4]", "allowed_batch_sizes entries must be monotonically increasing")]
    [InlineData("max_batch_size { value: 4 } allowed_batch_sizes: [0, 4]", "allowed_batch_sizes entries must be positive; was 0")]
    [InlineData("max_batch_size { value: 4 }\nallowed_batch_sizes: 2\nallowed_batch_sizes: 8", "last entry was 8; expected 4")]
    public void Wrong_values_are_told_in_TF_Servings_words(string text, string message)
    {
        ConfigurationFault fault = BatchingOf(text).Faults[0];
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Contains("batching", fault.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsorted_sizes_are_two_faults_and_both_are_told() => Assert.Equal(
        [
            "Last entry in allowed_batch_sizes must match max_batch_size; last entry was 2; expected 4",
            "allowed_batch_sizes entries must be monotonically increasing",
        ],
        Said(BatchingOf("max_batch_size { value: 4 } allowed_batch_sizes: 4 allowed_batch_sizes: 2").Faults));

    [Theory]
    [InlineData("this is not a proto", "(line 1, column 6)", "")]
    [InlineData("max_batch_sizes { value: 4 }", "BatchingParameters has no field 'max_batch_sizes'", "Did you mean max_batch_size?")]
    [InlineData("max_batch_size: 128", "max_batch_size is wrapped (Int64Value), and 128 stands without its braces", "Write max_batch_size { value: 128 }.")]
    [InlineData("max_batch_size { size: 128 }", "Int64Value has no field 'size'", "It has: value.")]
    [InlineData("max_batch_size { value: 4294967296 }", "value is 4294967296, which is not within -2147483648 and 2147483647", "")]
    [InlineData("pad_variable_length_inputs: maybe", "pad_variable_length_inputs is true or false, and not maybe", "")]
    [InlineData("pad_variable_length_inputs { value: true }", "pad_variable_length_inputs is true or false", "")]
    [InlineData("allowed_batch_sizes { value: 4 }", "allowed_batch_sizes is a whole number, and a message in braces is none", "Write allowed_batch_sizes: 3.")]
    public void A_file_that_is_wrong_begins_with_TF_Servings_words(string text, string what, string next)
    {
        ConfigurationFault fault = BatchingOf(text).Faults[0];
        Assert.StartsWith("Invalid protobuf file: 'batching'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
        Assert.Contains(next, fault.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_versions_file_stands_for_the_common_one_but_for_threads()
    {
        string folder = Directory.CreateTempSubdirectory("tfkeyed-").FullName;
        try
        {
            string path = Path.Combine(folder, BatchingParametersReader.FileOfVersion);
            File.WriteAllText(
                path, "max_batch_size { value: 128 } allowed_batch_sizes: [8, 16, 128] num_batch_threads { value: 9 } thread_pool_name { value: 'own' }");
            var common = new BatchingOptions
            {
                Enabled = true,
                PerModel = true,
                MaxBatchSize = 16,
                BatchTimeoutMicros = 7,
                NumBatchThreads = 3,
                ThreadPoolName = "common",
                LargeBatchSplitting = false,
            };
            BatchingOptions own = BatchingParametersReader.ReadFileOfVersion(path, common).Value!;
            Assert.Equal((128, 0, 3, "common"), (own.MaxBatchSize, own.BatchTimeoutMicros, own.NumBatchThreads, own.ThreadPoolName));
            Assert.True(own.Enabled && own.PerModel && own.LargeBatchSplitting);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
