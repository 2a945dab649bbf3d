using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Formats.Tests.JsonHarness;

namespace TfKeyedExport.Formats.Tests.Rest;

public class ExampleBodyTests
{
    [Theory]
    [InlineData("1", "i1")]
    [InlineData("[1, -1, 9223372036854775807]", "i1,-1,9223372036854775807")]
    [InlineData("[true, 2, false]", "i1,2,0")]
    [InlineData("1.0", "f1")]
    [InlineData("[0.5, 1e2, Infinity]", "f0.5,100,Infinity")]
    [InlineData("\"a\\u00e9\"", "b61C3A9")]
    [InlineData("[\"a\", {\"b64\": \"/w==\"}, \"\"]", "b61,FF,")]
    [InlineData("[]", "")]
    public void Features_have_the_list_that_their_values_say(string json, string values) => Assert.Equal(values, Features($$"""{"f": {{json}}}""")["f"]);

    [Fact]
    public void The_last_of_equal_names_wins() => Assert.Equal("i2", Features("""{"f": "a", "f": 2}""")["f"]);

    [Fact]
    public void What_the_context_says_holds_for_every_example_that_does_not_say_it_itself()
    {
        Tensor examples = Read("""{"context": {"a": 1, "b": 2}, "examples": [{"b": 3}, {}]}""").Examples;
        Assert.Equal(new() { ["a"] = "i1", ["b"] = "i3" }, ExampleText.Read(examples.Strings[0]));
        Assert.Equal(new() { ["a"] = "i1", ["b"] = "i2" }, ExampleText.Read(examples.Strings[1]));
    }

    [Fact]
    public void An_example_without_features_is_empty() => Assert.Equal([0], Read("""{"examples": [{}]}""").Examples.Strings.Ends.ToArray());

    [Fact]
    public void Serialized_examples_are_joined_with_their_context()
    {
        Tensor joined = ExampleRecords.Join("c"u8, ["a"u8.ToArray(), ReadOnlyMemory<byte>.Empty]);
        Assert.True(StringValues.FromText("ca", "c").ContentEquals(joined.Strings));
    }

    [Theory]
    [InlineData("""{"f": ["a", 1]}""", "Unexpected element type in feature: f expecting type: bytes")]
    [InlineData("""{"f": [1.0, 1]}""", "Unexpected element type in feature: f expecting type: float")]
    [InlineData("""{"f": [1, {"b64": ""}]}""", "Unexpected element type in feature: f expecting type: int64")]
    [InlineData("""{"f": {"b64": "@"}}""", "Unable to base64 decode")]
    [InlineData("""{"f": null}""", "Feature: f has element with unexpected JSON type: Null")]
    [InlineData("null", "Example must be JSON object but got JSON Null")]
    public void Other_values_are_refused(string example, string message) =>
        Assert.Equal(message, Unreadable(() => Read($$"""{"examples": [{{example}}]}""")).What);

    [Fact]
    public void Examples_are_needed()
    {
        Assert.Equal(
            "JSON Value: {\n    \"context\": {}\n} When method is classify, key 'examples' is expected and was not found",
            Unreadable(() => Read("""{"context": {}}""")).What);
        Assert.Equal("JSON Value: {\n    \"examples\": []\n} 'examples' value is an empty array", Unreadable(() => Read("""{"examples": []}""")).What);
    }

    [Fact]
    public void A_context_is_not_repeated_beyond_the_memory_limit()
    {
        string body = $$$"""{"context": {"a": "{{{new string('a', 1000)}}}"}, "examples": [{{{string.Join(',', Enumerable.Repeat("{}", 1000))}}}]}""";
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => ExampleBody.Read(Utf8(body), new RestOptions(MemoryLimit: 1 << 20)));
        Assert.Equal(ErrorKind.Limit, error.Kind);
    }

    private static Dictionary<string, string> Features(string example) => ExampleText.Read(Read($$"""{"examples": [{{example}}]}""").Examples.Strings[0]);

    private static ExampleBody Read(string body) => ExampleBody.Read(Utf8(body), RestOptions.Default);
}
