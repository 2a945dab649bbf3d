using Grpc.Core;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Server.Grpc;

/// <summary>Counts calls over gRPC.</summary>
/// <param name="metrics">What is counted.</param>
internal sealed class GrpcMeter(ServerMetrics metrics)
{
    /// <summary>Runs a call, as <see cref="GrpcFaults.Run"/> does.</summary>
    /// <param name="spec">The model that it asks for.</param>
    /// <param name="kind">What it asks for.</param>
    /// <param name="call">The call.</param>
    public async Task<T> Run<T>(ModelSpec? spec, CallKind kind, Func<CallSpan, ValueTask<T>> call)
    {
        CallSpan span = metrics.Begin(CallProtocol.Grpc).Ask(spec?.Name ?? "", kind);
        try
        {
            return await call(span).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            RpcException error = e as RpcException ?? GrpcFaults.Of(e);
            span.Code = (Code)(int)error.StatusCode;
            throw error;
        }
        finally
        {
            metrics.End(span);
        }
    }

    /// <summary>Runs a call through several signatures.</summary>
    public async Task<MultiInferenceResponse> Run(MultiInferenceRequest request, Func<CallSpan, ValueTask<MultiInferenceResponse>> call)
    {
        ModelSpec? spec = request.Tasks.Count > 0 ? request.Tasks[0].ModelSpec : null;
        MultiInferenceResponse response = await Run(spec, CallKind.MultiInference, call).ConfigureAwait(false);
        metrics.Examples(spec!.Name, ExampleInputs.Count(request.Input));
        return response;
    }
}
