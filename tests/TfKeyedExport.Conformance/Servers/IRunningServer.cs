namespace TfKeyedExport.Conformance.Servers;

/// <summary>A server that can be called.</summary>
internal interface IRunningServer
{
    /// <summary>The port of gRPC.</summary>
    int GrpcPort { get; }

    /// <summary>The port of REST.</summary>
    int RestPort { get; }

    /// <summary>The token that allows to tell it other models; null if none does.</summary>
    string? Token { get; }

    /// <summary>Whether it has ended.</summary>
    bool HasExited { get; }
}
