using System.Net.Sockets;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using TfKeyedExport.Errors;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Protocols.Grpc;

/// <summary>Asks by gRPC.</summary>
internal sealed class GrpcModelClient : IModelClient
{
    private const string SignatureField = "signature_def";

    private readonly RemoteTarget _target;
    private readonly GrpcChannel _channel;
    private readonly PredictionService.PredictionServiceClient _client;
    private readonly Metadata _headers = [];

    public GrpcModelClient(RemoteTarget target)
    {
        _target = target;
        SocketsHttpHandler handler = Transport.Handler(target);
        handler.EnableMultipleHttp2Connections = true;
        _channel = GrpcChannel.ForAddress(target.Address.Url, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = target.MaxAnswer,
            MaxSendMessageSize = null,
            MaxRetryAttempts = 1,
        });
        _client = new PredictionService.PredictionServiceClient(_channel);
        if (Transport.Authorization(target) is { } authorization)
            _headers.Add("authorization", authorization.ToString());
    }

    /// <inheritdoc/>
    public async Task<RemoteModel> Describe(CancellationToken cancellation)
    {
        var request = new GetModelMetadataRequest { ModelSpec = Spec(""), MetadataField = { SignatureField } };
        GetModelMetadataResponse answer =
            await Ask(() => _client.GetModelMetadataAsync(request, Options(null, cancellation)), cancellation).ConfigureAwait(false);
        try
        {
            SignatureDefMap map = answer.Metadata.TryGetValue(SignatureField, out Any? any) ? any.Unpack<SignatureDefMap>() : new SignatureDefMap();
            return new RemoteModel(
                answer.ModelSpec is { Version: var version } ? version : null,
                [.. map.SignatureDef.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => SignatureReader.Read(s.Key, s.Value, _target.Address.Text))]);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or TfKeyedException)
        {
            string why = e is TfKeyedException known ? known.What : e.Message.TrimEnd('.');
            throw TfKeyedException.Unreadable(
                $"what the server says of its model's signatures cannot be read ({why})", _target.Address.Text,
                "make sure that it is a model server", e);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<int>> BatchSizes(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<int>>([]);

    /// <inheritdoc/>
    public async Task<RemoteAnswer> Predict(ModelSignature signature, Tensor[] inputs, TimeSpan deadline, CancellationToken cancellation)
    {
        var request = new PredictRequest { ModelSpec = Spec(signature.Name) };
        for (int i = 0; i < inputs.Length; i++)
            request.Inputs.Add(signature.Inputs[i].Name, TensorMessages.Write(inputs[i], asContent: true));
        PredictResponse answer = await Ask(() => _client.PredictAsync(request, Options(deadline, cancellation)), cancellation).ConfigureAwait(false);
        return new RemoteAnswer([.. signature.Outputs.Select(o => Output(answer, o.Name))], answer.ModelSpec?.Version);
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static Tensor Output(PredictResponse answer, string name)
    {
        if (!answer.Outputs.TryGetValue(name, out TfKeyedExport.Protos.TensorProto? message))
            throw new RemoteFault(Code.DataLoss, $"the answer lacks the output '{name}'") { IsWrong = true };
        try
        {
            return TensorMessages.Read(message, name);
        }
        catch (ServingFault e)
        {
            string why = e.InnerException is TfKeyedException known ? known.What : e.Message.TrimEnd('.');
            throw new RemoteFault(Code.DataLoss, $"the answer's '{name}' cannot be read ({why})", e) { IsWrong = true };
        }
    }

    private static async Task<T> Ask<T>(Func<AsyncUnaryCall<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call().ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (RpcException e)
        {
            // What never came to the server has a cause on this side.
            bool isUnreached = e.StatusCode is StatusCode.Unavailable or StatusCode.Internal
                && e.Status.DebugException is HttpRequestException or IOException or SocketException;
            throw new RemoteFault((Code)(int)e.StatusCode, isUnreached ? Root(e.Status.DebugException!) : e.Status.Detail, e) { IsUnreached = isUnreached };
        }
    }

    private static string Root(Exception error) => (error.InnerException ?? error).Message.TrimEnd('.');

    private ModelSpec Spec(string signature)
    {
        var spec = new ModelSpec { Name = _target.Model, SignatureName = signature };
        if (_target.Version is { } version)
            spec.Version = version;
        else if (_target.Label is { } label)
            spec.VersionLabel = label;
        return spec;
    }

    private CallOptions Options(TimeSpan? deadline, CancellationToken cancellation) =>
        new(_headers, deadline is { } longest ? DateTime.UtcNow + longest : null, cancellation);
}
