using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Grpc;

/// <summary>Calls a server by gRPC; messages are made of what cases write.</summary>
internal sealed partial class GrpcCaller(int port, string? token) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly Marshaller<byte[]> RawBytes = Marshallers.Create<byte[]>(static b => b, static b => b);

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(
        $"http://127.0.0.1:{port}", new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null, DisposeHttpClient = true });

    /// <summary>Calls PredictionService.Predict.</summary>
    public Task<GrpcReply> Predict(JsonNode request, TimeSpan? deadline = null) =>
        Call(GrpcMethods.Find("tensorflow.serving.PredictionService", "Predict"), request, deadline);

    /// <summary>Calls a method.</summary>
    /// <exception cref="FormatException">The request is none of the method's.</exception>
    public async Task<GrpcReply> Call(MethodDescriptor method, JsonNode request, TimeSpan? deadline = null)
    {
        byte[] bytes = MessageReader.Read(request, method.InputType).ToByteArray();
        var called = new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, RawBytes, RawBytes);
        var headers = new Metadata();
        if (token is not null)
            headers.Add("authorization", $"Bearer {token}");
        var options = new CallOptions(headers, DateTime.UtcNow + (deadline ?? Limit));
        try
        {
            using AsyncUnaryCall<byte[]> call = _channel.CreateCallInvoker().AsyncUnaryCall(called, null, options, bytes);
            return new GrpcReply("OK", "", method.OutputType.Parser.ParseFrom(await call));
        }
        catch (RpcException e)
        {
            return new GrpcReply(Canonical(e.StatusCode), e.Status.Detail, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    /// <summary>A code's canonical name.</summary>
    public static string Canonical(StatusCode code) => code == StatusCode.OK ? "OK" : Border().Replace(code.ToString(), "_").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Border();
}
