using System.Text;
using TfKeyedExport.Conformance.Http;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class EchoedTensorsTests
{
    private const string One = """{"outputs": {"y": {"dtype": "float32", "value": "x"}}}""";
    private const string Two = """{"outputs": {"y": {"dtype": "float32", "value": "x"}, "z": {"dtype": "float32", "value": "x"}}}""";
    private const string Row = """{"x": {"dtype": "float32", "shape": [2], "data": [1, "NaN"]}}""";

    [Theory]
    [InlineData(One, Row, """{"predictions": [1.0, NaN]}""", true)]
    [InlineData(One, Row, """{"outputs": [1.0, NaN]}""", true)]
    [InlineData(One, Row, """{"outputs": [1.0, 2.0]}""", false)]
    [InlineData(One, Row, """{"outputs": [[1.0, NaN]]}""", false)]
    [InlineData(One, Row, """{"outputs": [1.0]}""", false)]
    [InlineData(One, Row, """{"outputs": [[1.0], NaN]}""", false)]
    [InlineData(One, Row, """{"error": "x"}""", false)]
    [InlineData(Two, Row, """{"predictions": [{"y": 1.0, "z": 1.0}, {"y": NaN, "z": NaN}]}""", true)]
    [InlineData(Two, Row, """{"predictions": [{"y": 1.0, "z": 1.0}, {"y": NaN, "z": 2.0}]}""", false)]
    [InlineData(Two, Row, """{"predictions": [{"y": 1.0}, {"y": NaN}]}""", false)]
    [InlineData(Two, Row, """{"outputs": {"y": [1.0, NaN], "z": [1.0, NaN]}}""", true)]
    [InlineData(One, """{"x": {"shape": [2, 0], "data": []}}""", """{"outputs": [[], []]}""", true)]
    [InlineData(One, """{"x": {"shape": [0, 2], "data": []}}""", """{"outputs": []}""", true)]
    [InlineData(One, """{"x": {"shape": [0, 2], "data": []}}""", """{"outputs": [[]]}""", false)]
    public void What_was_received_is_seen_in_either_form(string signature, string tensors, string body, bool fits) =>
        Assert.Equal(fits, EchoedTensors.DiffersFromReceived(JsonReader.Parse(signature), JsonReader.Parse(tensors), Reply(body)) is null);

    [Theory]
    [InlineData("x/2+2", "[2.5, NaN]", true)]
    [InlineData("x/2+2", "[2.0, NaN]", false)]
    [InlineData("x+x", "[2.0, NaN]", true)]
    [InlineData("sin(x)", "[1.0, NaN]", false)]
    public void Formulas_are_followed(string formula, string outputs, bool fits)
    {
        JsonNode signature = JsonReader.Parse(One.Replace("\"x\"", $"\"{formula}\"", StringComparison.Ordinal));

        Assert.Equal(fits, EchoedTensors.DiffersFromReceived(signature, JsonReader.Parse(Row), Reply($"{{\"outputs\": {outputs}}}")) is null);
    }

    [Theory]
    [InlineData("float32", "[\"-0.0\"]", "[-0.0]", true)]
    [InlineData("float32", "[\"-0.0\"]", "[0.0]", false)]
    [InlineData("float32", "[0.1]", "[0.100000001]", true)]
    [InlineData("float64", "[0.1]", "[0.100000001]", false)]
    [InlineData("int64", "[9223372036854775807]", "[9223372036854775807]", true)]
    [InlineData("int64", "[9223372036854775807]", "[9223372036854775806]", false)]
    [InlineData("int64", "[1]", "[1.0]", false)]
    [InlineData("bool", "[true]", "[true]", true)]
    [InlineData("bool", "[true]", "[1]", false)]
    [InlineData("string", "[{\"b64\": \"YQ==\"}]", "[\"a\"]", true)]
    [InlineData("string", "[{\"b64\": \"//4=\"}]", "[{\"b64\": \"//4=\"}]", true)]
    [InlineData("string", "[\"a\"]", "[\"b\"]", false)]
    [InlineData("string", "[\"5\"]", "[5]", false)]
    public void Elements_are_compared_bit_for_bit_in_their_type(string dtype, string wanted, string got, bool fits)
    {
        var tensor = new CaseTensor([1], JsonReader.Parse(wanted).Items);

        Assert.Equal(fits, tensor.Differs(new CaseTensor([1], JsonReader.Parse(got).Items), dtype) is null);
    }

    private static HttpReply Reply(string body) => new(200, [], Encoding.UTF8.GetBytes(body));
}
