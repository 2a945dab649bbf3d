namespace TfKeyedExport.Serving.Metrics;

/// <summary>The metrics that TensorFlow Serving lacks: by version and signature, in rows and seconds.</summary>
internal sealed class OwnFamilies
{
    private const string Model = "model", Version = "version", Signature = "signature", Protocol = "protocol";

    /// <summary>Calls by their codes.</summary>
    public CountedFamily<Counter> Requests { get; } = Count(
        "tfkeyed_requests_total", "Calls of models; version and signature are empty for those that ended before they got there.",
        Model, Version, Signature, "code", Protocol);

    /// <summary>How long calls took.</summary>
    public CountedFamily<Histogram> RequestSeconds { get; } = Sizes(
        "tfkeyed_request_seconds", Buckets.Seconds, "How long calls took that got to a signature, from their first byte to their answer.",
        Model, Version, Signature, Protocol);

    /// <summary>Rows of calls.</summary>
    public CountedFamily<Counter> Rows { get; } = Count("tfkeyed_rows_total", "Rows of calls that were answered.", Model, Version, Signature);

    /// <summary>Rows of batches.</summary>
    public CountedFamily<Histogram> BatchRows { get; } = Sizes(
        "tfkeyed_batch_rows", Buckets.BatchSizes, "Rows of a batch, without those that fill it up.", Model, Version, Signature);

    /// <summary>Rows that fill batches up.</summary>
    public CountedFamily<Counter> PaddingRows { get; } = Count("tfkeyed_batch_padding_rows_total", "Rows that only fill batches up.", Model, Version,
        Signature);

    /// <summary>How long calls waited.</summary>
    public CountedFamily<Histogram> QueueSeconds { get; } = Sizes(
        "tfkeyed_queue_seconds", Buckets.Seconds, "How long a call, or a piece of one, waited for others' rows, or for its turn.", Model, Version, Signature);

    /// <summary>Batches by what closed them.</summary>
    public CountedFamily<Counter> Batches { get; } = Count(
        "tfkeyed_batches_total",
        "Batches that were run, by why they were not kept open: full, timeout, idle (nobody to wait for), retired (the version goes), "
            + "alone (joining would not make it faster).",
        Model, Version, Signature, "closed");

    /// <summary>Keys that came back wrong.</summary>
    public CountedFamily<Counter> KeyFaults { get; } = Count(
        "tfkeyed_key_faults_total", "Answers that were thrown away since their keys were not those that were sent.", Model, Version, Signature);

    /// <summary>Requests with equal keys.</summary>
    public CountedFamily<Counter> EqualKeys { get; } = Count(
        "tfkeyed_equal_keys_total", "Requests in which two rows had one key, and that were answered (--duplicates=warn).", Model, Version, Signature);

    /// <summary>Rows that were to be logged.</summary>
    public CountedFamily<Counter> RequestLogRows { get; } = Count(
        "tfkeyed_request_log_rows_total",
        "Rows for the request log: written, or dropped since too many waited (queue_full) or since they could not be written (write_failed).", "outcome");

    /// <summary>Lines of the access log that were not written.</summary>
    public CountedFamily<Counter> AccessLogDropped { get; } = Count(
        "tfkeyed_access_log_dropped_total", "Lines of the access log that were dropped, since they came faster than they could be written, or could not be.");

    /// <summary>All of them.</summary>
    public IReadOnlyList<Family> All =>
        [Requests, RequestSeconds, Rows, BatchRows, PaddingRows, QueueSeconds, Batches, KeyFaults, EqualKeys, RequestLogRows, AccessLogDropped];

    private static CountedFamily<Counter> Count(string name, string help, params IReadOnlyList<string> labels) =>
        new(name, MetricType.Counter, static () => new Counter(), help, labels);

    private static CountedFamily<Histogram> Sizes(string name, Buckets buckets, string help, params IReadOnlyList<string> labels) =>
        new(name, MetricType.Histogram, () => new Histogram(buckets), help, labels);
}
