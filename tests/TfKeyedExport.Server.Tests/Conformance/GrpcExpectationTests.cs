using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class GrpcExpectationTests
{
    private const string Predicted =
        """
        {"model_spec": {"name": "m", "version": {"value": 7}},
         "outputs": {"y": {"dtype": "DT_FLOAT", "tensor_shape": {"dim": [{"size": 1}]}, "float_val": [0.1]},
                     "s": {"dtype": "DT_STRING", "string_val_b64": ["/w=="]}}}
        """;

    [Theory]
    [InlineData("""{"code": "OK"}""", true)]
    [InlineData("""{"code": "NOT_FOUND"}""", false)]
    [InlineData("""{"response": {"model_spec": {"name": "m", "version": {"value": 7}, "signature_name": ""}}}""", true)]
    [InlineData("""{"response": {"model_spec": {"version": {"value": 8}}}}""", false)]
    [InlineData("""{"response": {"model_spec": {"signature_name": "x"}}}""", false)]
    [InlineData("""{"response": {"outputs": {"y": {"dtype": "DT_FLOAT", "float_val": [0.1]}}}}""", true)]
    [InlineData("""{"response": {"outputs": {"y": {"float_val": [0.2]}}}}""", false)]
    [InlineData("""{"response": {"outputs": {"y": {"float_val": []}}}}""", false)]
    [InlineData("""{"response": {"outputs": {"y": {"tensor_shape": {"dim": []}}}}}""", false)]
    [InlineData("""{"response": {"outputs": {"z": {}}}}""", false)]
    [InlineData("""{"response": {"outputs": {"s": {"string_val_b64": ["/w=="]}}}}""", true)]
    [InlineData("""{"response": {"outputs": {"s": {"string_val_b64": ["/g=="]}}}}""", false)]
    [InlineData("""{"response": {"outputs_keys": ["y", "s"]}}""", true)]
    [InlineData("""{"response": {"outputs_keys": ["y"]}}""", false)]
    [InlineData("""{"response": {"no_such_field": 1}}""", false)]
    [InlineData("""{"response_absent": ["model_spec.version_label"]}""", true)]
    [InlineData("""{"response_absent": ["model_spec.name"]}""", false)]
    public void Every_expectation_of_an_answer_can_be_met_and_missed(string expect, bool fits)
    {
        var reply = new GrpcReply("OK", "", MessageReader.Read(JsonReader.Parse(Predicted), Method("Predict").OutputType));

        Assert.Equal(fits, Differs(expect, "", reply) is null);
    }

    [Theory]
    [InlineData("""{"code": "INTERNAL", "message_exact": "bad thing"}""", true)]
    [InlineData("""{"message_exact": "bad"}""", false)]
    [InlineData("""{"message_contains": ["bad", "thing"]}""", true)]
    [InlineData("""{"message_contains": ["bad", "worse"]}""", false)]
    [InlineData("""{"response": {}}""", false)]
    public void Every_expectation_of_an_error_can_be_met_and_missed(string expect, bool fits) =>
        Assert.Equal(fits, Differs(expect, "", new GrpcReply("INTERNAL", "bad thing", null)) is null);

    [Theory]
    [InlineData("accept-200", "OK", true)]
    [InlineData("accept-ok", "OK", true)]
    [InlineData("accept-ok", "INTERNAL", false)]
    [InlineData("accept-400", "INVALID_ARGUMENT", true)]
    [InlineData("quirk", "OK", false)]
    [InlineData("accept-all", "NOT_FOUND", false)]
    public void A_policy_takes_its_code_and_no_other(string policy, string code, bool fits) =>
        Assert.Equal(fits, Differs("""{"code": "NOT_FOUND"}""", policy, new GrpcReply(code, "", null)) is null);

    [Theory]
    [InlineData("""{"metadata_keys": ["signature_def"], "metadata_any_type": "a.B"}""", true)]
    [InlineData("""{"metadata_any_type": "a.C"}""", false)]
    [InlineData("""{"metadata_keys": []}""", false)]
    public void Metadata_is_told_by_keys_and_type(string response, bool fits)
    {
        JsonNode metadata = JsonReader.Parse("""{"metadata": {"signature_def": {"type_url": "type.googleapis.com/a.B"}}}""");
        var reply = new GrpcReply("OK", "", MessageReader.Read(metadata, Method("GetModelMetadata").OutputType));

        Assert.Equal(fits, Differs($"{{\"response\": {response}}}", "", reply) is null);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void Versions_are_counted(int count, bool fits)
    {
        JsonNode status = JsonReader.Parse("""{"model_version_status": [{"version": 2, "state": "AVAILABLE"}, {"version": 1, "state": "END"}]}""");
        var reply = new GrpcReply("OK", "", MessageReader.Read(status, GrpcMethods.Find("tensorflow.serving.ModelService", "GetModelStatus").OutputType));

        Assert.Equal(fits, Differs($"{{\"response\": {{\"model_version_status_count\": {count}}}}}", "", reply) is null);
    }

    [Fact]
    public void Fields_that_nobody_knows_are_no_request() =>
        Assert.Throws<FormatException>(() => MessageReader.Read(JsonReader.Parse("""{"names": 1}"""), Method("Predict").InputType));

    private static Google.Protobuf.Reflection.MethodDescriptor Method(string name) => GrpcMethods.Find("tensorflow.serving.PredictionService", name);

    private static string? Differs(string expect, string policy, GrpcReply reply) => new GrpcExpectation(JsonReader.Parse(expect), policy).Differs(reply);
}
