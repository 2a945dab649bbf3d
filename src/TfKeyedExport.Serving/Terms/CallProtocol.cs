namespace TfKeyedExport.Serving.Terms;

/// <summary>How a call came in.</summary>
internal enum CallProtocol
{
    /// <summary>By HTTP, as JSON.</summary>
    Rest,

    /// <summary>By gRPC.</summary>
    Grpc,
}
