using System.Text;
using TfKeyedExport.Conformance.Http;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class HttpExpectationTests
{
    private const string Error = """{"error": "bad thing"}""";

    [Theory]
    [InlineData("""{"status": 400}""", true)]
    [InlineData("""{"status": 404}""", false)]
    [InlineData("""{"status_any": [400, 413]}""", true)]
    [InlineData("""{"status_any": [200, 413]}""", false)]
    [InlineData("""{"headers": {"content-type": "application/json", "X-A": "b"}}""", true)]
    [InlineData("""{"headers": {"Content-Type": "text/plain"}}""", false)]
    [InlineData("""{"headers": {"X-A": "c"}}""", false)]
    [InlineData("""{"headers": {"X-B": "b"}}""", false)]
    [InlineData("""{"absent_headers": ["X-B"]}""", true)]
    [InlineData("""{"absent_headers": ["x-a"]}""", false)]
    [InlineData("""{"json": {"error": "bad thing"}}""", true)]
    [InlineData("""{"json": {"error": "thing"}}""", false)]
    [InlineData("""{"json_contains": {}}""", true)]
    [InlineData("""{"json_contains": {"a": 1}}""", false)]
    [InlineData("""{"json_has": ["error"]}""", true)]
    [InlineData("""{"json_has": ["errors"]}""", false)]
    [InlineData("""{"numbers_as_text": "{\"error\": \"bad thing\"}"}""", true)]
    [InlineData("""{"numbers_as_text": "{\"error\": 1}"}""", false)]
    [InlineData("""{"body_exact": "{\"error\": \"bad thing\"}"}""", true)]
    [InlineData("""{"body_exact": "{\"error\":\"bad thing\"}"}""", false)]
    [InlineData("""{"body_contains": "bad"}""", true)]
    [InlineData("""{"body_contains": "worse"}""", false)]
    [InlineData("""{"body_contains_all": ["bad", "thing"]}""", true)]
    [InlineData("""{"body_contains_all": ["bad", "worse"]}""", false)]
    [InlineData("""{"not_json": true}""", false)]
    [InlineData("""{"error_contains": "thing"}""", true)]
    [InlineData("""{"error_contains": "error"}""", false)]
    [InlineData("""{"error_contains": ["bad", "thing"]}""", true)]
    [InlineData("""{"error_contains": ["bad", "worse"]}""", false)]
    [InlineData("""{"error_exact": "bad thing"}""", true)]
    [InlineData("""{"error_exact": "bad"}""", false)]
    [InlineData("""{"error_not_contains": "worse"}""", true)]
    [InlineData("""{"error_not_contains": "bad"}""", false)]
    public void Every_expectation_can_be_met_and_missed(string expect, bool fits) => Assert.Equal(fits, Differs(expect, "", 400, Error) is null);

    [Theory]
    [InlineData("""{"not_json": true}""")]
    [InlineData("""{"body_exact": "<html>"}""")]
    public void A_page_may_be_expected(string expect) => Assert.Null(Differs(expect, "", 400, "<html>"));

    [Theory]
    [InlineData("""{"json": {}}""")]
    [InlineData("""{"json_has": []}""")]
    [InlineData("""{"numbers_as_text": "{}"}""")]
    [InlineData("""{"error_contains": ""}""")]
    [InlineData("""{"error_not_contains": "x"}""")]
    public void A_page_is_no_json(string expect) => Assert.NotNull(Differs(expect, "", 400, "<html>"));

    [Theory]
    [InlineData("accept-200", 200, true)]
    [InlineData("accept-200", 201, false)]
    [InlineData("accept-400", 400, true)]
    [InlineData("accept-400", 500, false)]
    [InlineData("accept-ok", 200, true)]
    [InlineData("no-crash", 500, true)]
    [InlineData("quirk", 200, false)]
    [InlineData("shape-unchecked", 200, false)]
    [InlineData("better-than-tfs", 200, false)]
    [InlineData("accept-all", 404, false)]
    public void A_policy_takes_its_answer_and_no_other(string policy, int status, bool fits) =>
        Assert.Equal(fits, Differs("""{"status": 404}""", policy, status, Error) is null);

    [Theory]
    [InlineData("accept-json-error", Error, true)]
    [InlineData("accept-json-error", "{}", false)]
    [InlineData("", Error, false)]
    [InlineData("", "", true)]
    public void An_error_as_json_may_be_as_good_as_no_body(string policy, string body, bool fits) =>
        Assert.Equal(fits, Differs("""{"body_exact": ""}""", policy, 400, body) is null);

    [Theory]
    [InlineData("accept-gzip", true)]
    [InlineData("", false)]
    public void A_compressed_answer_may_be_fine(string policy, bool fits)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(Error));
        var reply = new HttpReply(400, [new("content-encoding", "gzip")], bytes.ToArray());
        JsonNode expect = JsonReader.Parse("""{"absent_headers": ["Content-Encoding"], "error_exact": "bad thing"}""");

        Assert.Equal(fits, new HttpExpectation(expect, policy).Differs(reply) is null);
    }

    private static string? Differs(string expect, string policy, int status, string body) => new HttpExpectation(JsonReader.Parse(expect), policy).Differs(
        new HttpReply(status, [new("Content-Type", "application/json; charset=utf-8"), new("X-A", "b")], Encoding.UTF8.GetBytes(body)));
}
