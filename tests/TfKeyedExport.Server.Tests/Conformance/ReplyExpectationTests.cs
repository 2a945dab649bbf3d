using TfKeyedExport.Conformance.Batching;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class ReplyExpectationTests
{
    [Theory]
    [InlineData("""{"replies": [{"code": "OK", "y": {"data": [3.0], "shape": [1]}}, {"code": "UNAVAILABLE", "message_contains": "full"}]}""", true)]
    [InlineData("""{"replies": [{"code": "OK"}]}""", false)]
    [InlineData("""{"replies": [{"code": "OK"}, {"code": "OK"}]}""", false)]
    [InlineData("""{"replies": [{"y": {"data": [4.0], "shape": [1]}}, {}]}""", false)]
    [InlineData("""{"replies": [{"y": {"data": [3.0], "shape": []}}, {}]}""", false)]
    [InlineData("""{"replies": [{}, {"message_contains": "empty"}]}""", false)]
    [InlineData("""{"replies": [{}, {"message_exact": "full"}]}""", false)]
    [InlineData("""{"replies": [{}, {"no_such_key": 1}]}""", false)]
    [InlineData("""{"replies": [{}, {"y": {"data": [1], "shape": [1]}}]}""", false)]
    [InlineData("""{"all_ok": true}""", false)]
    [InlineData("""{"others_ok": true}""", true)]
    [InlineData("""{"first_reply": {"code": "OK"}}""", true)]
    [InlineData("""{"first_reply": "OK preferred"}""", true)]
    [InlineData("""{"first_reply": "UNAVAILABLE preferred"}""", false)]
    [InlineData("""{"first_reply": "whatever"}""", false)]
    [InlineData("""{"second_reply": {"code_not": "OK"}}""", true)]
    [InlineData("""{"second_reply": {"code_not": "UNAVAILABLE"}}""", false)]
    [InlineData("""{"last_reply": {"code": "OK"}}""", false)]
    [InlineData("""{"rejected_immediately": true}""", true)]
    [InlineData("""{"last_reply_before_ms": 250}""", true)]
    [InlineData("""{"last_reply_before_ms": 150}""", false)]
    [InlineData("""{"min_elapsed_ms": 400, "max_elapsed_ms": 600}""", true)]
    [InlineData("""{"min_elapsed_ms": 600}""", false)]
    [InlineData("""{"max_elapsed_ms": 400}""", false)]
    [InlineData("""{"server_status": "UNAVAILABLE", "message_contains": "full"}""", true)]
    [InlineData("""{"server_status": "UNAVAILABLE", "message_contains": "empty"}""", false)]
    [InlineData("""{"server_status": "RESOURCE_EXHAUSTED", "client_may_see": "UNAVAILABLE"}""", true)]
    [InlineData("""{"server_status": "RESOURCE_EXHAUSTED", "client_may_see": "DEADLINE_EXCEEDED"}""", false)]
    [InlineData("""{"client_may_see": "UNAVAILABLE"}""", false)]
    [InlineData("""{"http_status": 503}""", false)]
    public void Every_expectation_can_be_met_and_missed(string expect, bool fits)
    {
        StepReply[] replies =
        [
            new("OK", "", Outputs("y", [1], "[3.0]"), Ms(0), Ms(500)),
            new("UNAVAILABLE", "it is full", new Dictionary<string, CaseTensor>(), Ms(100), Ms(200)),
        ];

        Assert.Equal(fits, Differs(expect, "", replies) is null);
    }

    [Theory]
    [InlineData("""{"all_ok": true, "replies_y": [[52, 23]]}""", true)]
    [InlineData("""{"replies_y": [[52, 24]]}""", false)]
    [InlineData("""{"replies_y": [[52]]}""", false)]
    [InlineData("""{"replies_y": [[52, 23], [1]]}""", false)]
    [InlineData("""{"rejected_immediately": true}""", false)]
    public void The_only_output_is_y_whatever_its_name(string expect, bool fits) =>
        Assert.Equal(fits, Differs(expect, "", new StepReply("OK", "", Outputs("y3", [2], "[52, 23]"), Ms(0), Ms(1))) is null);

    [Fact]
    public void A_late_rejection_is_not_immediate() =>
        Assert.NotNull(Differs("""{"rejected_immediately": true}""", "", new StepReply("UNAVAILABLE", "", Outputs("y", [], "[]"), Ms(0), Ms(900))));

    [Theory]
    [InlineData("accept-ok", true)]
    [InlineData("", false)]
    [InlineData("accept-all", false)]
    public void A_better_server_may_answer(string policy, bool fits) => Assert.Equal(
        fits,
        Differs("""{"replies": [{"code": "FAILED_PRECONDITION"}]}""", policy, new StepReply("OK", "", Outputs("y", [1], "[1]"), Ms(0), Ms(1))) is null);

    [Theory]
    [InlineData("[30, 50, 30]", true)]
    [InlineData("[29, 50, 30]", false)]
    [InlineData("[30, 50, 31]", false)]
    [InlineData("[30, 50]", false)]
    public void The_shape_of_a_run_is_seen_in_its_answers(string shape, bool fits)
    {
        StepReply[] replies = [new("OK", "", Outputs("y0", [10, 50, 30], "[]"), Ms(0), Ms(1)), new("OK", "", Outputs("y0", [20, 50, 30], "[]"), Ms(0), Ms(1))];

        Assert.Equal(fits, Differs($"{{\"run_input_shapes\": {{\"x0\": {shape}}}}}", "", replies) is null);
    }

    private static Dictionary<string, CaseTensor> Outputs(string name, int[] shape, string data) =>
        new() { [name] = new CaseTensor(shape, JsonReader.Parse(data).Items) };

    private static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(ms);

    private static string? Differs(string expect, string policy, params StepReply[] replies) =>
        new ReplyExpectation(JsonReader.Parse(expect), policy).Differs(replies);
}
