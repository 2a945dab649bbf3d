using Grpc.Core;
using TfKeyedExport.Server.Access;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Server.Grpc;

/// <summary>How long a call over gRPC may go on: as its client says.</summary>
internal static class GrpcTerms
{
    /// <summary>The terms of a call.</summary>
    public static CallTerms Of(ServerCallContext context, TimeProvider time, CallSpan span)
    {
        long deadline = long.MaxValue;
        if (context.Deadline != DateTime.MaxValue)
        {
            double left = Math.Max(0, (context.Deadline - time.GetUtcNow().UtcDateTime).TotalSeconds);
            deadline = time.GetTimestamp() + (long)Math.Min(left * time.TimestampFrequency, long.MaxValue / 2);
        }
        return new CallTerms(deadline, static state => ((ServerCallContext)state).CancellationToken, context)
        {
            Span = span,
            Client = CallerIdentity.Of(context.GetHttpContext()),
        };
    }
}
