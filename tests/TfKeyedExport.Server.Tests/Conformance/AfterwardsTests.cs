using Google.Protobuf;
using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Running;
using TfKeyedExport.Conformance.Servers;
using TfKeyedExport.Serving.Protos;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class AfterwardsTests
{
    private const int NotFound = 5;

    [Theory]
    [InlineData("predict on good works as soon as the call returns", true)]
    [InlineData("predict on gone works as soon as the call returns", false)]
    [InlineData("good still serves", true)]
    [InlineData("good serves; the call does not wait", true)]
    [InlineData("gone reaches state END soon after; predict on it answers NOT_FOUND", true)]
    [InlineData("predict with version_label stable works", true)]
    [InlineData("predict with version_label other works", false)]
    [InlineData("both labels answer with version 7", true)]
    [InlineData("both labels answer with version 8", false)]
    [InlineData("good dances", false)]
    public async Task What_is_said_of_the_time_after_is_held(string told, bool so)
    {
        await using FakeServer server = await FakeServer.Start(Rest, Grpc);
        using var caller = new GrpcCaller(server.GrpcPort, server.Token);
        JsonNode request = JsonReader.Parse(
            """{"config": {"model_config_list": {"config": [{"name": "good", "version_labels": {"stable": 7, "canary": 7}}]}}}""");

        string? wrong = await new Afterwards(server, caller, new ServerSpec([], []), request, TimeSpan.Zero).Differs(told);

        Assert.Equal(so, wrong is null);
    }

    [Fact]
    public async Task A_call_that_took_long_has_waited()
    {
        await using FakeServer server = await FakeServer.Start(Rest, Grpc);
        using var caller = new GrpcCaller(server.GrpcPort, server.Token);

        Assert.NotNull(await new Afterwards(server, caller, new ServerSpec([], []), JsonNode.Null, TimeSpan.FromMinutes(1)).Differs("the call does not wait"));
    }

    private static (int, string) Rest(string path, string body) =>
        (200, $$"""{"model_version_status": [{"version": "7", "state": "{{(path.EndsWith("good", StringComparison.Ordinal) ? "AVAILABLE" : "END")}}"}]}""");

    private static (int, string, IMessage?) Grpc(string path, byte[] message, string authorization)
    {
        ModelSpec spec = PredictRequest.Parser.ParseFrom(message).ModelSpec;
        return spec.Name == "good" && spec.VersionLabel is "" or "stable" or "canary"
            ? (0, "", new PredictResponse { ModelSpec = new ModelSpec { Name = spec.Name, Version = 7 } })
            : (NotFound, "gone", null);
    }
}
