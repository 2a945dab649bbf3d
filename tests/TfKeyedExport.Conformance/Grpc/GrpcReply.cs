using Google.Protobuf;

namespace TfKeyedExport.Conformance.Grpc;

/// <summary>An answer by gRPC.</summary>
/// <param name="Code">Its canonical code, as INVALID_ARGUMENT.</param>
/// <param name="Message">The status's text.</param>
/// <param name="Response">What was answered; null if it was an error.</param>
internal sealed record GrpcReply(string Code, string Message, IMessage? Response)
{
    /// <summary>Whether it is no error.</summary>
    public bool IsOk => Code == "OK";
}
