namespace TfKeyedExport.Serving.Tracing;

/// <summary>The names of what spans carry: OpenTelemetry's where it has one, else ours.</summary>
internal static class TraceNames
{
    /// <summary>The kind of an error.</summary>
    public const string ErrorType = "error.type";

    /// <summary>The model.</summary>
    public const string Model = "tfkeyed.model";

    /// <summary>The version that answered.</summary>
    public const string Version = "tfkeyed.version";

    /// <summary>The signature that answered.</summary>
    public const string Signature = "tfkeyed.signature";

    /// <summary>The code that a call ended with.</summary>
    public const string Code = "tfkeyed.code";

    /// <summary>How many rows a call or a batch has.</summary>
    public const string Rows = "tfkeyed.rows";

    /// <summary>How many rows only fill a batch up.</summary>
    public const string PaddingRows = "tfkeyed.batch.padding_rows";

    /// <summary>How many calls, or pieces of them, a batch has.</summary>
    public const string BatchCalls = "tfkeyed.batch.calls";

    /// <summary>Why a batch was not kept open.</summary>
    public const string BatchClosed = "tfkeyed.batch.closed";

    /// <summary>The span of a batch that a call was in.</summary>
    public const string BatchSpan = "tfkeyed.batch.span_id";

    /// <summary>The trace that the span of a batch belongs to: that of its first call.</summary>
    public const string BatchTrace = "tfkeyed.batch.trace_id";

    /// <summary>An event: the request is read, its tensors are there.</summary>
    public const string RequestRead = "tfkeyed.request.read";

    /// <summary>An event: the model has answered; what follows is the writing of the answer.</summary>
    public const string AnswerReady = "tfkeyed.answer.ready";

    /// <summary>An event of a call, and the span itself: a batch.</summary>
    public const string Batch = "tfkeyed.batch";

    /// <summary>The span of the waiting for others' rows, or for a turn.</summary>
    public const string Queue = "tfkeyed.queue";
}
