namespace TfKeyedExport.Conformance.Cases;

/// <summary>How a case is run.</summary>
internal enum CaseKind
{
    /// <summary>Bodies of predict and their answers.</summary>
    Json,

    /// <summary>Calls by REST.</summary>
    Rest,

    /// <summary>Calls by gRPC.</summary>
    Grpc,

    /// <summary>Calls that a server gathers.</summary>
    Batching,

    /// <summary>A table of the server, without a call.</summary>
    Unit,
}
