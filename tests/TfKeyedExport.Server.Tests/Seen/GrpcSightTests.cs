using System.Diagnostics;
using System.Text.Json;
using Grpc.Core;
using TfKeyedExport.Server.Tests.Hosting;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Tracing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Seen;

public sealed class GrpcSightTests : IDisposable
{
    private static readonly PredictRequest Nobody = new() { ModelSpec = new ModelSpec { Name = "nobody" } };
    private static readonly RegressionRequest Nothing = new() { ModelSpec = new ModelSpec { Name = "m" }, Input = new Input() };

    private readonly string _folder = Directory.CreateTempSubdirectory("sights").FullName;
    private readonly Spans _spans = new();

    [Fact]
    public async Task A_call_continues_its_clients_trace_by_its_metadata()
    {
        await using WebHarness web = await Start();
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => Predict(web, Nobody))).StatusCode);
        Assert.True(SpinWait.SpinUntil(() => _spans.Names.Length > 0, TimeSpan.FromMinutes(1)));
        Assert.True(_spans.IsClients(_spans.Call));
        Assert.Equal("tensorflow.serving.PredictionService/Predict", _spans.Call.DisplayName);
        Assert.Equal(
            ("grpc", "tensorflow.serving.PredictionService", "Predict", 5, "NOT_FOUND"),
            (_spans.Tag("rpc.system"), _spans.Tag("rpc.service"), _spans.Tag("rpc.method"), _spans.Tag("rpc.grpc.status_code"), _spans.Tag(TraceNames.Code)));
        Assert.Equal(ActivityStatusCode.Unset, _spans.Call.Status);
    }

    [Fact]
    public async Task Calls_of_both_services_have_their_lines()
    {
        await using WebHarness web = await Start();
        await Assert.ThrowsAsync<RpcException>(() => Predict(web, Nobody));
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var predictions = new PredictionService.PredictionServiceClient(web.Channel);
        await Assert.ThrowsAsync<RpcException>(async () => await predictions.RegressAsync(Nothing, cancellationToken: cancellation));
        var question = new GetModelStatusRequest { ModelSpec = new ModelSpec { Name = "m" } };
        await new ModelService.ModelServiceClient(web.Channel).GetModelStatusAsync(question, cancellationToken: cancellation);
        await web.Stop();
        string[] lines = await File.ReadAllLinesAsync(AccessLog, cancellation);
        Assert.Equal(
            [
                ("Predict", "predict", "NOT_FOUND", Nobody.CalculateSize()), ("Regress", "regress", "INVALID_ARGUMENT", Nothing.CalculateSize()),
                ("GetModelStatus", "/tensorflow.serving.ModelService/GetModelStatus", "OK", -1),
            ],
            lines.Select(l => JsonDocument.Parse(l).RootElement).Select(l => (
                l.GetProperty("method").GetString()!, l.GetProperty("verb").GetString()!, l.GetProperty("code").GetString()!,
                l.GetProperty("bytes_in") is { ValueKind: JsonValueKind.Number } bytes ? bytes.GetInt32() : -1)));
    }

    public void Dispose()
    {
        _spans.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string AccessLog => Path.Combine(_folder, "access.log");

    private Task<WebHarness> Start() => WebHarness.Start(o => o with { Seen = new SeenOptions { AccessLog = AccessLog } });

    private async Task<PredictResponse> Predict(WebHarness web, PredictRequest request) =>
        await new PredictionService.PredictionServiceClient(web.Channel).PredictAsync(request, new Metadata { { "traceparent", _spans.Header } });
}
