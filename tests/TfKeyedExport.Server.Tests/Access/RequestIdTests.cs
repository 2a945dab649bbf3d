using Grpc.Core;
using Microsoft.AspNetCore.Http;
using TfKeyedExport.Server.Access;
using TfKeyedExport.Server.Tests.Hosting;
using TfKeyedExport.Server.Tests.Rest;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Protos;
using Xunit;

namespace TfKeyedExport.Server.Tests.Access;

/// <summary>The names of requests, and which of them clients are told.</summary>
public sealed class RequestIdTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("request-id").FullName;
    private readonly DefaultHttpContext _context = new();

    [Fact]
    public void What_the_client_says_is_its_name_and_is_not_said_again()
    {
        _context.Request.Headers[RequestId.Header] = "mine";
        Assert.Equal("mine", RequestId.Of(_context));
        Assert.Empty(_context.Response.Headers);
    }

    [Fact]
    public void A_clients_word_is_cut()
    {
        _context.Request.Headers[RequestId.Header] = new string('n', 5000);
        Assert.Equal(128, RequestId.Of(_context).Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Else_one_is_made_once_and_sent_back(string? given)
    {
        _context.Request.Headers[RequestId.Header] = given;
        string made = RequestId.Of(_context);
        Assert.Equal(made, RequestId.Of(_context));
        Assert.Equal(made, _context.Response.Headers[RequestId.Header]);
        Assert.NotEqual(made, RequestId.Of(new DefaultHttpContext()));
    }

    [Fact]
    public async Task Without_logs_none_is_made()
    {
        using var server = new FrontHarness();
        FrontAnswer answer = await (await server.Settled()).Ask("POST", "/v1/models/m:predict", Bodies.One);
        Assert.False(answer.Headers.ContainsKey(RequestId.Header));
    }

    [Theory]
    [InlineData("m", 200)]
    [InlineData("nobody", 404)]
    public async Task With_the_request_log_it_is_sent_by_rest(string model, int status)
    {
        using var server = new FrontHarness(Logging);
        FrontAnswer answer = await (await server.Settled()).Ask("POST", $"/v1/models/{model}:predict", Bodies.One);
        Assert.Equal((status, 32), (answer.Status, answer.Headers[RequestId.Header].ToString().Length));
    }

    [Fact]
    public async Task With_the_request_log_it_is_sent_by_grpc_with_errors_too()
    {
        await using WebHarness web = await WebHarness.Start(o => o with { RequestLog = Logging.RequestLog });
        var nobody = new PredictRequest { ModelSpec = new ModelSpec { Name = "nobody" } };
        using AsyncUnaryCall<PredictResponse> call = new PredictionService.PredictionServiceClient(web.Channel).PredictAsync(
            nobody, cancellationToken: TestContext.Current.CancellationToken);
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        Assert.Equal(32, error.Trailers.GetValue(RequestId.Header)?.Length);
    }

    [Fact]
    public async Task With_the_access_log_it_is_sent_by_grpc_before_the_answer()
    {
        await using WebHarness web = await WebHarness.Start(o => o with { Seen = new SeenOptions { AccessLog = Path.Combine(_folder, "access.log") } });
        var question = new GetModelStatusRequest { ModelSpec = new ModelSpec { Name = "m" } };
        using AsyncUnaryCall<GetModelStatusResponse> call = new ModelService.ModelServiceClient(web.Channel).GetModelStatusAsync(
            question, cancellationToken: TestContext.Current.CancellationToken);
        await call;
        Assert.Equal(32, (await call.ResponseHeadersAsync).GetValue(RequestId.Header)?.Length);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ServerOptions Logging => new() { RequestLog = new RequestLogOptions(Path.Combine(_folder, "log")) };
}
