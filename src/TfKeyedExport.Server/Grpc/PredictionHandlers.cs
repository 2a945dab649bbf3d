using Google.Protobuf;
using Grpc.Core;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Versions;

namespace TfKeyedExport.Server.Grpc;

/// <summary><c>tensorflow.serving.PredictionService</c>.</summary>
/// <param name="server">The models.</param>
/// <param name="options">How to serve.</param>
/// <param name="meter">Counts calls.</param>
internal sealed class PredictionHandlers(ModelServer server, ServerOptions options, GrpcMeter meter) : PredictionService.PredictionServiceBase
{
    /// <inheritdoc/>
    public override Task<PredictResponse> Predict(PredictRequest request, ServerCallContext context) =>
        meter.Run(request, request.ModelSpec, CallKind.Predict, context, async span =>
    {
        using VersionLease lease = Lease(request.ModelSpec);
        return await PredictCall.Run(lease.Version.Model, request, GrpcTerms.Of(context, server.Time, span), options.TensorContent).ConfigureAwait(false);
    });

    /// <inheritdoc/>
    public override Task<ClassificationResponse> Classify(ClassificationRequest request, ServerCallContext context) => RunOnExamples(
        request, request.ModelSpec, CallKind.Classify, context, async (model, signature, terms) =>
    {
        ClassifyCall.Find(model, signature);
        ClassificationResult result = await ClassifyCall.Run(model, signature, ExampleInputs.Of(request.Input), terms).ConfigureAwait(false);
        return new ClassificationResponse { ModelSpec = Specs.Of(model, signature), Result = result };
    });

    /// <inheritdoc/>
    public override Task<RegressionResponse> Regress(RegressionRequest request, ServerCallContext context) => RunOnExamples(
        request, request.ModelSpec, CallKind.Regress, context, async (model, signature, terms) =>
    {
        RegressCall.Find(model, signature);
        RegressionResult result = await RegressCall.Run(model, signature, ExampleInputs.Of(request.Input), terms).ConfigureAwait(false);
        return new RegressionResponse { ModelSpec = Specs.Of(model, signature), Result = result };
    });

    /// <inheritdoc/>
    public override Task<MultiInferenceResponse> MultiInference(MultiInferenceRequest request, ServerCallContext context) =>
        meter.Run(request, context, async span =>
    {
        using VersionLease lease = Lease(request.Tasks.Count > 0 ? request.Tasks[0].ModelSpec : throw ServingFault.Invalid("Inference task is empty."));
        return await MultiInferenceCall.Run(lease.Version.Model, request, GrpcTerms.Of(context, server.Time, span)).ConfigureAwait(false);
    });

    /// <inheritdoc/>
    public override Task<GetModelMetadataResponse> GetModelMetadata(GetModelMetadataRequest request, ServerCallContext context) =>
        GrpcFaults.Run(server.Defects, () =>
    {
        ModelSpec spec = MetadataCall.Check(request);
        using VersionLease lease = server.Table.Lease(spec.Name, spec.Choice());
        return ValueTask.FromResult(MetadataCall.Run(lease.Version.Model));
    });

    private Task<T> RunOnExamples<T>(
        IMessage request, ModelSpec? spec, CallKind kind, ServerCallContext context, Func<ServedModel, string, CallTerms, ValueTask<T>> run)
        where T : class, IMessage => meter.Run(request, spec, kind, context, async span =>
    {
        using VersionLease lease = Lease(spec);
        return await run(lease.Version.Model, spec.SignatureOrDefault(), GrpcTerms.Of(context, server.Time, span)).ConfigureAwait(false);
    });

    private VersionLease Lease(ModelSpec? spec)
    {
        ModelSpec required = Specs.Required(spec);
        return server.Table.Lease(required.Name, required.Choice());
    }
}
