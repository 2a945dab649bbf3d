using TfKeyedExport.Conformance.Json;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class JsonReaderTests
{
    [Theory]
    [InlineData("[NaN, Infinity, -Infinity, -0.0, 1e-07, 1.0]")]
    [InlineData("{\"a\": {\"b\": [true, false, null]}, \"c\": \"\"}")]
    [InlineData("\"q\\\"\\\\\"")]
    public void Reads_what_it_writes(string text) => Assert.Equal(text, JsonReader.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("[01]")]
    [InlineData("[1.]")]
    [InlineData("[nan]")]
    [InlineData("[1,]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("[1] x")]
    [InlineData("\"a\tb\"")]
    [InlineData("<html>")]
    public void Refuses_what_is_no_json(string text) => Assert.Null(JsonReader.TryParse(text));

    [Fact]
    public void Keeps_numbers_as_they_are_written() => Assert.Equal("1.50", JsonReader.Parse("[1.50]").Items[0].Text);

    [Fact]
    public void Reads_escapes() => Assert.Equal("\ud83d\ude00/\n", JsonReader.Parse("\"\\ud83d\\ude00\\/\\n\"").Text);
}
