using Grpc.Core;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Log;

namespace TfKeyedExport.Server.Grpc;

/// <summary>Errors as gRPC carries them.</summary>
internal static class GrpcFaults
{
    // TensorFlow Serving cuts texts there, since they travel in a header.
    private const int LongestText = 1024;

    /// <summary>Runs a call; whatever goes wrong becomes a status.</summary>
    /// <param name="defects">Where errors are noted that no client is told.</param>
    /// <param name="call">The call.</param>
    public static async Task<T> Run<T>(Defects defects, Func<ValueTask<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Of(e, defects);
        }
    }

    /// <summary>The status of an error, which is noted if no client is told of it.</summary>
    public static RpcException Of(Exception error, Defects defects)
    {
        defects.Note(error);
        ServingFault fault = FaultCodes.Of(error);
        string text = fault.Message.Length > LongestText ? fault.Message[..LongestText] + "...TRUNCATED" : fault.Message;
        return new RpcException(new Status((StatusCode)(int)fault.Code, text, error));
    }
}
