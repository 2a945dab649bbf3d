using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Servers;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class QuirksTests
{
    [Theory]
    [InlineData("""{"signature": {}, "topic": "unsupported_types", "expect": {}}""", true)]
    [InlineData("""{"signature": {}, "topic": "encode_errors", "expect": {"error_contains": "Failed to write JSON value for tensor type: half"}}""", true)]
    [InlineData("""{"signature": {}, "topic": "encode_errors", "expect": {"error_contains": "inconsistent batch size"}}""", false)]
    [InlineData("""{"setup": "S1", "request": {"method": "GET", "path": "/v1/models"}, "expect": {}}""", true)]
    [InlineData("""{"setup": "S1", "request": {"method": "GET", "path": "/v1/models/m"}, "expect": {}}""", false)]
    [InlineData("""{"service": "s", "topic": "health", "expect": {"code": "UNIMPLEMENTED"}}""", true)]
    [InlineData("""{"service": "s", "topic": "health", "expect": {"code": "OK"}}""", false)]
    [InlineData("""{"steps": [], "topic": "output_rules", "expect": {}}""", true)]
    [InlineData("""{"steps": [], "topic": "config", "expect": {"replies": [{"message_contains": "17 is larger than maximum input batch size"}]}}""", true)]
    [InlineData("""{"steps": [], "topic": "forming", "expect": {}}""", false)]
    public void Only_misfortunes_need_them(string one, bool needs) => Assert.Equal(needs, Quirks.Reason(new Case(JsonReader.Parse(one))) is not null);
}
