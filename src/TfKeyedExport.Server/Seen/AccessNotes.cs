namespace TfKeyedExport.Server.Seen;

/// <summary>What becomes known of a request on its way, for its line in the access log.</summary>
internal sealed class AccessNotes
{
    /// <summary>What was asked for; null if the request did not get so far.</summary>
    public string? Verb { get; set; }

    /// <summary>The model as it was named.</summary>
    public string? Model { get; set; }

    /// <summary>The version that answered.</summary>
    public string? Version { get; set; }

    /// <summary>How it ended.</summary>
    public string? Code { get; set; }

    /// <summary>The body of a request that comes in pieces; null for others.</summary>
    public CountedBody? Body { get; set; }

    /// <summary>The bytes of a request that does not tell its length.</summary>
    public long? BytesIn { get; set; }

    /// <summary>The bytes of an answer that does not tell its length.</summary>
    public long? BytesOut { get; set; }

    /// <summary>The trace, if it is recorded.</summary>
    public string? TraceId { get; set; }
}
