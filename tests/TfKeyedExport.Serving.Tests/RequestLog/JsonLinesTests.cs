using System.Text;
using System.Text.Json;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Serving.Tests.RequestLog;

public class JsonLinesTests
{
    private readonly LogHarness _log = new();

    [Fact]
    public void A_row_is_a_line() => Assert.Equal([Line("k-1", 0, "0.5"), Line("k-2", 1, "1.5")], _log.Lines(_log.Call("k-1", "k-2")));

    [Theory]
    [InlineData("6B", "\"k\"")]
    [InlineData("C3BC", "\"ü\"")]
    [InlineData("220A", "\"\\\"\\n\"")]
    [InlineData("", "\"\"")]
    [InlineData("FF00", "{\"b64\":\"/wA=\"}")]
    public void A_key_is_lossless_whatever_it_is(string hex, string json) =>
        Assert.Contains($"\"key\":{json},", Assert.Single(_log.Lines(_log.Call([Convert.FromHexString(hex)]))), StringComparison.Ordinal);

    [Fact]
    public void Inputs_are_written_if_they_are_asked_for() =>
        Assert.Contains("\"inputs\":{\"age\":0.5},\"outputs\":{\"weight\":0.5}", LineWith("inputs.age=keep"), StringComparison.Ordinal);

    [Theory]
    [InlineData("outputs=drop", "outputs")]
    [InlineData("outputs.weight=drop", "outputs")]
    [InlineData("key=drop", "key")]
    [InlineData("request_id=drop", "request_id")]
    public void What_is_to_be_dropped_is_not_there(string field, string name) =>
        Assert.False(JsonDocument.Parse(LineWith(field)).RootElement.TryGetProperty(name, out _));

    // printf %s k | sha256sum | cut -c1-32
    [Fact]
    public void A_hashed_key_stands_nowhere_in_the_clear()
    {
        string line = LineWith("key=hash", "inputs=keep");
        Assert.Contains("\"key\":\"8254c329a92850f6d539dd376f4816ee\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain("\"k\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_values_have_equal_hashes()
    {
        var options = new RequestLogOptions("/log") { Fields = new([Field("outputs.weight=hash")]) };
        string[] lines = _log.Lines(_log.Call([[1], [2]], options), options);
        Assert.NotEqual(Weight(lines[0]), Weight(lines[1]));
        Assert.Equal(Weight(lines[0]), Weight(new LogHarness().Lines(_log.Call([[9]], options), options)[0]));
    }

    [Fact]
    public void Headers_have_small_letters_and_those_that_are_missing_are_left_out()
    {
        var options = new RequestLogOptions("/log") { Headers = new(["X-Clinic", "X-None", "X-Who"]), Fields = new([Field("headers.x-WHO=hash")]) };
        string line = Assert.Single(_log.Lines(_log.Call([[1]], options, ["7", null, "k"]), options));
        Assert.EndsWith("\"headers\":{\"x-clinic\":\"7\",\"x-who\":\"8254c329a92850f6d539dd376f4816ee\"}}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_strangers_write_turns_no_direction_of_reading_and_is_lossless()
    {
        const string hostile = "a\u202eb\u0085\u2066\u200d\u007f";
        var options = new RequestLogOptions("/log") { Headers = new(["x-who"]) };
        string line = Assert.Single(_log.Lines(_log.Call([Encoding.UTF8.GetBytes(hostile)], options, [hostile]), options));
        Assert.All(line, c => Assert.InRange(c, ' ', '~'));
        JsonElement row = JsonDocument.Parse(line).RootElement;
        Assert.Equal((hostile, hostile), (row.GetProperty("key").GetString(), row.GetProperty("headers").GetProperty("x-who").GetString()));
    }

    // Whoever hashes labels alike has the text, and no escapes.
    [Fact]
    public void A_hash_is_that_of_the_characters_themselves()
    {
        var options = new RequestLogOptions("/log") { Headers = new(["x-who"]), Fields = new([Field("headers.x-who=hash")]) };
        string line = Assert.Single(_log.Lines(_log.Call([[1]], options, ["\u202e"]), options));
        Assert.Contains("\"x-who\":\"3b9e50315ad56b16868dd444f3f10f7a\"", line, StringComparison.Ordinal);
    }

    private static string Line(string key, int row, string weight) =>
        "{\"format\":1,\"time\":\"2030-01-02T03:04:05.678901Z\",\"model\":\"m\",\"version\":3,\"signature\":\"serving_default\","
        + $"\"key\":\"{key}\",\"request_id\":\"request-1\",\"attempt\":2,\"row\":{row},\"rows\":2,\"batch_rows\":8,\"latency_us\":1234.5,"
        + $"\"outputs\":{{\"weight\":{weight}}}}}";

    private static string Weight(string line) => JsonDocument.Parse(line).RootElement.GetProperty("outputs").GetProperty("weight").GetString()!;

    private string LineWith(params string[] fields)
    {
        var options = new RequestLogOptions("/log") { Fields = new(fields.Select(Field)) };
        return Assert.Single(_log.Lines(_log.Call([Encoding.UTF8.GetBytes("k")], options), options));
    }

    private static LogField Field(string text) => LogField.TryParse(text, out LogField? field) ? field : throw new ArgumentException(text);
}
