using Google.Protobuf;
using Grpc.Core;
using TfKeyedExport.Server.Access;
using TfKeyedExport.Server.Seen;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.RequestLog;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Server.Grpc;

/// <summary>Counts calls over gRPC.</summary>
/// <param name="metrics">What is counted.</param>
/// <param name="defects">Where errors are noted that no client is told.</param>
/// <param name="calls">Where calls are logged; null if they are not.</param>
/// <param name="witness">Sees calls begin and end; null for nobody.</param>
internal sealed class GrpcMeter(ServerMetrics metrics, Defects defects, CallLogger? calls, CallWitness? witness)
{
    /// <summary>Runs a call, as <see cref="GrpcFaults.Run"/> does.</summary>
    /// <param name="request">The request.</param>
    /// <param name="spec">The model that it asks for.</param>
    /// <param name="kind">What it asks for.</param>
    /// <param name="context">The call, as gRPC has it.</param>
    /// <param name="call">The call.</param>
    public async Task<T> Run<T>(IMessage request, ModelSpec? spec, CallKind kind, ServerCallContext context, Func<CallSpan, ValueTask<T>> call)
        where T : class, IMessage
    {
        CallSpan span = metrics.Begin(CallProtocol.Grpc).Ask(spec?.Name ?? "", kind);
        if (calls is not null)
            span.Log = RequestMarks.Begin(calls, context.GetHttpContext());
        witness?.BeginGrpc(context.GetHttpContext(), span);
        T? answer = null;
        try
        {
            HeldMessages.WasRead(context.GetHttpContext(), request);
            return answer = await call(span).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            RpcException error = e as RpcException ?? GrpcFaults.Of(e, defects);
            span.Fail((Code)(int)error.StatusCode, error.Status.Detail, RequestId.Known(context.GetHttpContext()));
            throw error;
        }
        finally
        {
            witness?.EndGrpc(context.GetHttpContext(), span, request.CalculateSize(), answer?.CalculateSize());
            metrics.End(span);
        }
    }

    /// <summary>Runs a call through several signatures.</summary>
    public async Task<MultiInferenceResponse> Run(
        MultiInferenceRequest request, ServerCallContext context, Func<CallSpan, ValueTask<MultiInferenceResponse>> call)
    {
        ModelSpec? spec = request.Tasks.Count > 0 ? request.Tasks[0].ModelSpec : null;
        MultiInferenceResponse response = await Run(request, spec, CallKind.MultiInference, context, call).ConfigureAwait(false);
        metrics.Examples(spec!.Name, ExampleInputs.Count(request.Input));
        return response;
    }
}
