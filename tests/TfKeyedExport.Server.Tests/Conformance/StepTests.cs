using Google.Protobuf;
using TfKeyedExport.Conformance.Batching;
using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Serving.Protos;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class StepTests
{
    [Fact]
    public async Task Steps_are_sent_at_their_time_and_answered_in_their_order()
    {
        JsonNode one = JsonReader.Parse(
            """
            {"model": {"model": "m"}, "steps": [
              {"at_ms": 60, "predict": {"inputs": {"x": {"data": [2], "shape": [1]}}}},
              {"at_ms": 0, "repeat": 2, "predict": {"inputs": {"x": {"data": [1], "shape": [1]}}}},
              {"at_ms": 0, "via": "rest", "body": "{}"}]}
            """);
        await using FakeServer server = await FakeServer.Start((_, _) => (503, """{"error": "full"}"""), Echo);
        using var caller = new GrpcCaller(server.GrpcPort, null);

        IReadOnlyList<StepReply> replies = await new StepSender(server, caller).Send(Step.Of(one));

        Assert.Equal(["2", "1", "1"], replies.Take(3).Select(r => r.Output("y")!.Data[0].Text));
        Assert.Equal(("HTTP_503", "full", 503), (replies[3].Code, replies[3].Message, replies[3].HttpStatus));
        Assert.True(replies[0].Sent >= TimeSpan.FromMilliseconds(60));
    }

    [Theory]
    [InlineData("m", """{"data": ["a"], "shape": [1]}""", "DT_STRING")]
    [InlineData("echo_int64", """{"data": [1], "shape": [1]}""", "DT_INT64")]
    [InlineData("m", """{"data": [1], "shape": [1]}""", "DT_FLOAT")]
    [InlineData("m", """{"dtype": "string", "data": ["a"], "shape": [1]}""", "DT_STRING")]
    [InlineData("m", """{"shape": [2, 3]}""", "DT_FLOAT")]
    public void A_tensor_has_the_type_that_is_said_or_seen(string model, string tensor, string type)
    {
        var step = new Step(JsonReader.Parse($$"""{"predict": {"inputs": {"x": {{tensor}} } } }"""), model);

        Assert.Equal(type, step.Request()["inputs"]!["x"]!["dtype"]!.Text);
    }

    [Theory]
    [InlineData("""{"dtype": "DT_FLOAT", "tensor_shape": {"dim": [{"size": 3}]}, "float_val": [1.0, 2.0]}""", "1, 2, 2")]
    [InlineData("""{"dtype": "DT_FLOAT", "tensor_shape": {"dim": [{"size": 1}]}, "tensor_content_b64": "AACAPw=="}""", "1")]
    [InlineData("""{"dtype": "DT_INT64", "tensor_shape": {"dim": []}, "int64_val": [9223372036854775807]}""", "9223372036854775807")]
    public void A_tensor_is_read_from_either_of_its_fields(string proto, string data)
    {
        IMessage response = MessageReader.Read(
            JsonReader.Parse($$"""{"outputs": {"y": {{proto}} } }"""), GrpcMethods.Find("tensorflow.serving.PredictionService", "Predict").OutputType);

        StepReply reply = StepReply.Of(new GrpcReply("OK", "", response), TimeSpan.Zero, TimeSpan.Zero);

        Assert.Equal(data, string.Join(", ", reply.Output("y")!.Data));
    }

    private static (int, string, IMessage?) Echo(string path, byte[] message, string authorization)
    {
        var response = new PredictResponse();
        response.Outputs["y"] = PredictRequest.Parser.ParseFrom(message).Inputs["x"];
        return (0, "", response);
    }
}
