using Grpc.Core;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Versions;

namespace TfKeyedExport.Server.Grpc;

/// <summary><c>tensorflow.serving.ModelService</c>.</summary>
/// <param name="server">The models.</param>
/// <param name="gate">Who may change what is served.</param>
internal sealed class ModelHandlers(ModelServer server, ReloadGate gate) : ModelService.ModelServiceBase
{
    /// <inheritdoc/>
    public override Task<GetModelStatusResponse> GetModelStatus(GetModelStatusRequest request, ServerCallContext context) =>
        GrpcFaults.Run(server.Defects, () =>
    {
        ModelSpec spec = Specs.Required(request.ModelSpec);
        // As there, a label is not looked at: whoever asks by one is told of all versions.
        var response = new GetModelStatusResponse();
        foreach (VersionStatus status in server.Table.Status(spec.Name, new VersionChoice(spec.Choice().Number, null)))
        {
            response.ModelVersionStatus.Add(new ModelVersionStatus
            {
                Version = status.Number,
                State = (ModelVersionStatus.Types.State)(int)status.State,
                Status = new StatusProto { ErrorCode = status.Code, ErrorMessage = status.Message },
            });
        }
        return ValueTask.FromResult(response);
    });

    /// <inheritdoc/>
    public override Task<ReloadConfigResponse> HandleReloadConfigRequest(ReloadConfigRequest request, ServerCallContext context) =>
        GrpcFaults.Run(server.Defects, async () =>
    {
        gate.CheckToken(context.RequestHeaders.GetValue("authorization"));
        Reading<ModelServerOptions> read = ModelServerConfigReader.Read(request.Config ?? new ModelServerConfig());
        if (read.Value is not { } next)
            throw new ServingFault(read.Faults[0].Code, read.Faults[0].Message);
        await server.Reload(next, gate.Check, context.CancellationToken).ConfigureAwait(false);
        return new ReloadConfigResponse { Status = new StatusProto() };
    });
}
