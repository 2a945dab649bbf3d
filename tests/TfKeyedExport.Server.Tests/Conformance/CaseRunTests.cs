using Google.Protobuf;
using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Running;
using TfKeyedExport.Conformance.Servers;
using TfKeyedExport.Serving.Protos;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

/// <summary>Whole cases over sockets, against a server that is right or wrong.</summary>
public class CaseRunTests
{
    private static readonly ServerSpec OneModel = new([ModelEntry.Of("m", "/none")], []);

    [Theory]
    [InlineData("""{"predictions": [2.5]}""", true)]
    [InlineData("""{"predictions": [2.0]}""", false)]
    [InlineData("""{"outputs": [2.5]}""", false)]
    public async Task A_body_of_predict_is_sent_and_its_tensors_are_held(string answer, bool so)
    {
        Case one = Parse(
            """
            {"id": "j", "kind": "decode", "signature": {"inputs": {"x": {"dtype": "float32"}}, "outputs": {"y": {"dtype": "float32", "value": "x/2+2"}}},
             "request": "{\"instances\": [1.0]}",
             "expect": {"status": 200, "format": "row", "tensors": {"x": {"dtype": "float32", "shape": [1], "data": [1]}}}}
            """);
        await using FakeServer server = await FakeServer.Start(
            (path, body) => path == "/v1/models/m:predict" && body.Contains("1.0", StringComparison.Ordinal) ? (200, answer) : (404, ""), NoGrpc);

        Assert.Equal(so, await JsonCaseRun.Run(one, "m", server) is null);
    }

    [Theory]
    [InlineData("S1", "/v1/models/a%2Fb", 200, true)]
    [InlineData("S1", "/v1/models/a%2Fb", 404, false)]
    [InlineData("S1; after one REST predict to unknown model foo", "/count", 200, true)]
    [InlineData("S1", "/count", 200, false)]
    public async Task A_call_by_rest_goes_out_as_it_is_written(string setup, string path, int status, bool so)
    {
        Case one = Parse($$"""{"id": "r", "setup": "{{setup}}", "request": {"method": "GET", "path": "{{path}}"}, "expect": {"status": {{status}} } }""");
        int predicts = 0;
        await using FakeServer server = await FakeServer.Start(
            (p, _) => p switch
            {
                "/v1/models/foo:predict" => (404, $"{++predicts}"),
                "/count" => (predicts == 1 ? 200 : 500, ""),
                _ => (p == "/v1/models/a%2Fb" ? 200 : 500, ""),
            },
            NoGrpc);

        Assert.Equal(so, await RestCaseRun.Run(one, Setup.Parse(setup), OneModel, server) is null);
    }

    [Theory]
    [InlineData("OK", 7, true)]
    [InlineData("OK", 8, false)]
    [InlineData("NOT_FOUND", 7, false)]
    public async Task A_call_by_grpc_is_made_with_its_fields_and_the_token(string code, int version, bool so)
    {
        Case one = Parse(
            $$"""
            {"id": "g", "setup": "S1", "service": "tensorflow.serving.PredictionService", "method": "Predict",
             "request": {"model_spec": {"name": "${MODELS}"} },
             "expect": {"code": "{{code}}", "response": {"model_spec": {"version": {"value": {{version}} } } } } }
            """);
        await using FakeServer server = await FakeServer.Start((_, _) => (404, ""), (path, message, authorization) =>
            path == "/tensorflow.serving.PredictionService/Predict" && authorization == "Bearer secret"
            && PredictRequest.Parser.ParseFrom(message).ModelSpec.Name == "/models"
                ? (0, "", new PredictResponse { ModelSpec = new ModelSpec { Version = 7 } })
                : (5, "no", null));

        Assert.Equal(so, await new GrpcCaseRun([], "/models").Run(one, Setup.Parse("S1"), OneModel, server) is null);
    }

    [Theory]
    [InlineData("""{"method": "POST", "path": "/", "headers": {"Content-Type": ""}, "body": "{}"}""", 2)]
    [InlineData("""{"method": "POST", "path": "/", "body": "{}"}""", 1)]
    public void An_empty_header_is_sent_and_left_out(string request, int calls) =>
        Assert.Equal(calls, RestCaseRun.Calls(JsonReader.Parse(request)).Count());

    [Fact]
    public void A_body_that_nobody_knows_how_to_make_fails_its_case() =>
        Assert.Throws<FormatException>(() => RestCaseRun.Calls(JsonReader.Parse("""{"method": "POST", "path": "/", "body_rule": "new"}""")).ToList());

    [Theory]
    [InlineData("/bin/false", "", true)]
    [InlineData("/bin/false", "no such text", false)]
    [InlineData("/bin/true", "", false)]
    [InlineData("/bin/echo", "port", false)]
    public async Task A_start_that_should_fail_is_held(string program, string output, bool so)
    {
        string folder = Directory.CreateTempSubdirectory("tfkeyed-tests.").FullName;
        using var server = new ServerProcess(program, OneModel, folder, folder);
        JsonNode expect = JsonReader.Parse($$"""{"server_exit": true, "output_contains": "{{output}}"}""");

        Assert.Equal(so, await TfKeyedExport.Conformance.Batching.StartExpectation.Differs(expect, OneModel, server, TimeSpan.Zero) is null);
        Directory.Delete(folder, recursive: true);
    }

    private static Case Parse(string text) => new(JsonReader.Parse(text));

    private static (int, string, IMessage?) NoGrpc(string path, byte[] message, string authorization) => (12, "", null);
}
