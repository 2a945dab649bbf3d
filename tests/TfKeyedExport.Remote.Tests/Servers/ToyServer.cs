using System.Buffers;
using System.Net;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Protos;
using TfKeyedExport.Remote.Protocols;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Remote.Tests.Servers;

/// <summary>A server of <see cref="Toy"/> by REST and gRPC, on real sockets, that can be made to misbehave.</summary>
internal sealed class ToyServer : IAsyncDisposable
{
    public const string Model = "toy";

    private readonly WebApplication _web;
    private readonly RestSignature _signature = new(Toy.Signature);
    private int _open;
    private int _most;
    private long _calls;

    private ToyServer(Mischief mischief)
    {
        Mischief = mischief;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc(o => o.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(this);
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.Limits.MaxRequestBodySize = null;
            o.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1);
            o.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2);
        });
        _web = builder.Build();
        _web.MapGet("/v1/models/toy/metadata", Metadata);
        _web.MapGet("/v1/models/toy/versions/7/metadata", Metadata);
        _web.MapPost("/v1/models/{**rest}", context => Count(() => Predict(context)));
        _web.MapGrpcService<Service>();
    }

    public Mischief Mischief { get; }

    /// <summary>What is done before a call is answered; may refuse it by an exception.</summary>
    public Func<Tensor[], CancellationToken, Task> Before { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>What becomes of the text of an answer by REST.</summary>
    public Func<byte[], byte[]> Text { get; init; } = text => text;

    /// <summary>The most calls that were open at one time.</summary>
    public int MostOpen => Volatile.Read(ref _most);

    /// <summary>How many calls came.</summary>
    public long Calls => Volatile.Read(ref _calls);

    public string Rest { get; private set; } = "";

    public string Grpc { get; private set; } = "";

    public static async Task<ToyServer> Start(
        Mischief? mischief = null, Func<Tensor[], CancellationToken, Task>? before = null, Func<byte[], byte[]>? text = null)
    {
        var server = new ToyServer(mischief ?? Mischief.None) { Before = before ?? ((_, _) => Task.CompletedTask), Text = text ?? (t => t) };
        await server._web.StartAsync();
        string[] addresses = [.. server._web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
        server.Rest = addresses[0];
        server.Grpc = addresses[1].Replace("http://", "grpc://", StringComparison.Ordinal);
        return server;
    }

    /// <summary>The model on this server.</summary>
    public RemoteTarget Target(bool isGrpc) => RemoteTarget.Parse(RemoteAddress.Parse(isGrpc ? Grpc : Rest, "--remote"), Model, "--model");

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    // From the first byte of a request to its answer: clients that call together are seen as such however quick the model is.
    private async Task Count(Func<Task> call)
    {
        int open = Interlocked.Increment(ref _open);
        Interlocked.Increment(ref _calls);
        int most;
        while (open > (most = Volatile.Read(ref _most)))
            Interlocked.CompareExchange(ref _most, open, most);
        try
        {
            await call();
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task<Tensor[]> Run(Tensor[] inputs, CancellationToken cancellation)
    {
        await Before(inputs, cancellation);
        await Task.Yield();
        if (inputs.Select(i => i.Shape[0]).Distinct().Count() > 1)
            throw TfKeyedException.BadRequest("inputs have unlike numbers of rows");
        return Mischief.Spoil(inputs, Toy.Answer(inputs), Volatile.Read(ref _open) - 1);
    }

    private static Task Metadata(HttpContext context)
    {
        var text = new ArrayBufferWriter<byte>();
        MetadataAnswer.Write(text, Model, 7, [Toy.Signature]);
        return context.Response.Body.WriteAsync(text.WrittenMemory).AsTask();
    }

    private async Task Predict(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var text = new ArrayBufferWriter<byte>();
        try
        {
            PredictBody request = PredictBody.Read(body.ToArray(), RestOptions.Default);
            Tensor[] outputs = await Run(request.ToTensors(_signature), context.RequestAborted);
            PredictAnswer.Write(text, request.Form, _signature, outputs, RestOptions.Default);
        }
        catch (TfKeyedException e)
        {
            context.Response.StatusCode = e.Kind == ErrorKind.Limit ? 503 : 400;
            ErrorAnswer.Write(text, e.What);
        }
        await context.Response.Body.WriteAsync(Text(text.WrittenSpan.ToArray()));
    }

    /// <summary>The same by gRPC.</summary>
    internal sealed class Service(ToyServer server) : PredictionService.PredictionServiceBase
    {
        public override async Task<PredictResponse> Predict(PredictRequest request, ServerCallContext context)
        {
            try
            {
                Tensor[] inputs = [.. Toy.Signature.Inputs.Select(i => TensorMessages.Read(request.Inputs[i.Name], i.Name))];
                Tensor[] outputs = [];
                await server.Count(async () => outputs = await server.Run(inputs, context.CancellationToken));
                var answer = new PredictResponse { ModelSpec = new ModelSpec { Name = Model, Version = 7 } };
                for (int i = 0; i < outputs.Length; i++)
                    answer.Outputs.Add(Toy.Signature.Outputs[i].Name, TensorMessages.Write(outputs[i], asContent: false));
                return answer;
            }
            catch (TfKeyedException e)
            {
                throw new RpcException(new Grpc.Core.Status(e.Kind == ErrorKind.Limit ? StatusCode.Unavailable : StatusCode.InvalidArgument, e.What));
            }
        }

        public override Task<GetModelMetadataResponse> GetModelMetadata(GetModelMetadataRequest request, ServerCallContext context)
        {
            var signature = new SignatureDef { MethodName = Toy.Signature.MethodName };
            foreach (var input in Toy.Signature.Inputs)
                signature.Inputs.Add(input.Name, new TensorInfo { Name = input.TensorName, Dtype = input.Type, TensorShape = input.Shape.ToProto() });
            foreach (var output in Toy.Signature.Outputs)
                signature.Outputs.Add(output.Name, new TensorInfo { Name = output.TensorName, Dtype = output.Type, TensorShape = output.Shape.ToProto() });
            var map = new SignatureDefMap { SignatureDef = { [Toy.Signature.Name] = signature } };
            return Task.FromResult(new GetModelMetadataResponse
            {
                ModelSpec = new ModelSpec { Name = Model, Version = 7 },
                Metadata = { ["signature_def"] = Any.Pack(map) },
            });
        }
    }
}
