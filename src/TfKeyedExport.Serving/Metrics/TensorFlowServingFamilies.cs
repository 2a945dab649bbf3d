namespace TfKeyedExport.Serving.Metrics;

/// <summary>The metrics that TensorFlow Serving has as well, under its names, labels and buckets.</summary>
internal sealed class TensorFlowServingFamilies
{
    private const string Serving = "/tensorflow/serving/", Batching = Serving + "batching_session/", Loading = "/tensorflow/cc/saved_model/";

    /// <summary>Calls by their codes.</summary>
    public CountedFamily<Counter> RequestCount { get; } = Count(
        Serving + "request_count", "predict, classify and regress by gRPC, and all of REST, by the code that they ended with", "model_name", "status");

    /// <summary>How long calls took.</summary>
    public CountedFamily<Histogram> RequestLatency { get; } = Sizes(
        Serving + "request_latency", Buckets.Latency, "microseconds that a call took that was answered; `API` is empty for what is asked by GET",
        "model_name", "API", "entrypoint");

    /// <summary>How long the model took.</summary>
    public CountedFamily<Histogram> RuntimeLatency { get; } = Sizes(
        Serving + "runtime_latency", Buckets.Latency, "microseconds that the model took for a call, with the waiting for others' rows", "model_name", "API",
            "runtime");

    /// <summary>Examples of a call.</summary>
    public CountedFamily<Histogram> ExampleCounts { get; } = Sizes(
        Serving + "request_example_counts", Buckets.Examples, "examples of a MultiInference", "model");

    /// <summary>Examples of all calls.</summary>
    public CountedFamily<Counter> ExampleCountTotal { get; } = Count(Serving + "request_example_count_total", "examples of all MultiInference", "model");

    /// <summary>How long warming up took.</summary>
    public CountedFamily<Histogram> WarmUpLatency { get; } = Sizes(
        Serving + "model_warmup_latency", Buckets.Latency, "microseconds that the calls of a warm-up file took", "model_path", "status");

    /// <summary>Calls of warm-up files.</summary>
    public CountedFamily<Counter> WarmUpRecords { get; } = Count(Serving + "model_warmup_records_read", "calls of warm-up files", "model_path", "status");

    /// <summary>How long calls waited for others.</summary>
    public CountedFamily<Histogram> QueuingLatency { get; } = Sizes(
        Batching + "queuing_latency", Buckets.Queuing, "microseconds that a call waited for others' rows, or for its turn", "thread_pool_name");

    /// <summary>Batches that were run.</summary>
    public CountedFamily<Counter> WrappedRunCount { get; } = Count(Batching + "wrapped_run_count", "batches that were run");

    /// <summary>Rows of calls.</summary>
    public CountedFamily<Histogram> InputBatchSize { get; } = Sizes(
        Batching + "input_batch_size", Buckets.BatchSizes, "rows of a call that is joined with others, once for each of its inputs");

    /// <summary>Rows of batches.</summary>
    public CountedFamily<Histogram> ProcessedBatchSize { get; } = Sizes(
        Batching + "processed_batch_size", Buckets.BatchSizes, "rows of a batch, with those that fill it up");

    /// <summary>Rows that fill batches up.</summary>
    public CountedFamily<Histogram> PaddingSize { get; } = Sizes(
        Batching + "padding_size", Buckets.BatchSizes, "rows that fill a batch up", "execution_batch_size");

    /// <summary>Calls that were logged.</summary>
    public CountedFamily<Counter> RequestLogCount { get; } = Count(Serving + "request_log_count", "calls that were written to the request log", "model_name",
        "status_code");

    /// <summary>Loads of versions.</summary>
    public CountedFamily<Counter> LoadAttempts { get; } = Count(
        Loading + "load_attempt_count", "loads of versions; `status` is `success` or `fail`", "model_path", "status");

    /// <summary>How long loads took.</summary>
    public CountedFamily<Counter> LoadLatency { get; } = Count(Loading + "load_latency", "microseconds that loads of a version took together", "model_path");

    /// <summary>All of them.</summary>
    public IReadOnlyList<Family> All =>
    [
        RequestCount, RequestLatency, RuntimeLatency, ExampleCounts, ExampleCountTotal, WarmUpLatency, WarmUpRecords, QueuingLatency, WrappedRunCount,
        InputBatchSize, ProcessedBatchSize, PaddingSize, RequestLogCount, LoadAttempts, LoadLatency,
    ];

    private static CountedFamily<Counter> Count(string name, string help, params IReadOnlyList<string> labels) =>
        new(name, MetricType.Counter, static () => new Counter(), help, labels);

    private static CountedFamily<Histogram> Sizes(string name, Buckets buckets, string help, params IReadOnlyList<string> labels) =>
        new(name, MetricType.Histogram, () => new Histogram(buckets), help, labels);
}
