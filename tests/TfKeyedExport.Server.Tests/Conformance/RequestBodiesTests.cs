using System.Text;
using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Running;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class RequestBodiesTests
{
    private const string Inputs = """{"inputs": {"s": {"dtype": "string", "shape": null}, "f": {"dtype": "float32", "shape": [null, 2]}}, "outputs": {}}""";

    [Theory]
    [InlineData("row", """{"instances": [{"s": "", "f": [0.0, 0.0]}]}""")]
    [InlineData("columnar", """{"inputs": {"s": [""], "f": [[0.0, 0.0]]}}""")]
    public void A_model_that_looks_at_nothing_gets_zeros(string format, string body) =>
        Assert.Equal([body], Texts($$"""{"signature": {{Inputs}}, "request": null, "expect": {"format": "{{format}}"} }"""));

    [Fact]
    public void Bytes_are_sent_as_they_are() => Assert.Equal(["a"], Texts("""{"signature": {}, "request": null, "request_b64": "YQ==", "expect": {}}"""));

    [Fact]
    public void A_case_that_may_be_scaled_is_sent_twice() =>
        Assert.Equal(
            ["""{"a":[[[]]],"b":1}""", """{"a":[[[[[]]]]],"b":1}"""],
            Texts("""{"signature": {}, "request": "{\"a\":[[[]]],\"b\":1}", "scale": {"char": "[", "levels": 5}, "expect": {}}"""));

    private static string[] Texts(string one) => [.. RequestBodies.Of(new Case(JsonReader.Parse(one))).Select(Encoding.UTF8.GetString)];
}
