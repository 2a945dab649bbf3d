using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

public class JsonMatchTests
{
    [Theory]
    [InlineData("""{"a": 1, "b": [2.0]}""", """{"b": [2], "a": 1.0}""", true)]
    [InlineData("""{"a": 1}""", """{"a": 2}""", false)]
    [InlineData("""{"a": 1}""", """{"a": "1"}""", false)]
    [InlineData("""{"a": 1}""", """{}""", false)]
    [InlineData("""{"a": 1}""", """{"a": 1, "b": 2}""", false)]
    [InlineData("""[1]""", """[1, 2]""", false)]
    [InlineData("""[null]""", """[false]""", false)]
    [InlineData("""true""", """false""", false)]
    [InlineData("""[NaN]""", """[NaN]""", true)]
    [InlineData("""[Infinity]""", """[-Infinity]""", false)]
    [InlineData("""9223372036854775807""", """9223372036854775806""", false)]
    public void Equal_is_equal_whatever_the_order(string wanted, string got, bool fits) =>
        Assert.Equal(fits, JsonMatch.Equal(JsonReader.Parse(wanted), JsonReader.Parse(got)) is null);

    [Theory]
    [InlineData("[1.0, NaN]", "[1.0, NaN]", true)]
    [InlineData("[1.0]", "[1]", false)]
    [InlineData("[1.0]", "[1.00]", false)]
    [InlineData("[NaN]", "[\"NaN\"]", false)]
    public void Numbers_as_text_are_compared_as_they_are_written(string wanted, string got, bool fits) =>
        Assert.Equal(fits, JsonMatch.EqualAsText(JsonReader.Parse(wanted), JsonReader.Parse(got)) is null);

    [Theory]
    [InlineData("""{"a": {"b": 1}}""", """{"a": {"b": 1, "c": 2}, "d": 3}""", true)]
    [InlineData("""{"a": [{"b": 1}]}""", """{"a": [{"b": 1, "c": 2}]}""", true)]
    [InlineData("""{"a": {"b": 1}}""", """{"a": {"c": 1}}""", false)]
    [InlineData("""{"a": [{"b": 1}]}""", """{"a": []}""", false)]
    [InlineData("""{"a": ""}""", """{"a": "x"}""", false)]
    public void Contains_needs_all_that_is_wanted(string wanted, string got, bool fits) =>
        Assert.Equal(fits, JsonMatch.Contains(JsonReader.Parse(wanted), JsonReader.Parse(got)) is null);

    [Theory]
    [InlineData("[0.1]", "[0.100000001]", true)]
    [InlineData("[0.1]", "[0.1001]", false)]
    [InlineData("[16777217]", "[16777216]", false)]
    public void Rounded_takes_floats_for_what_they_are_in_a_message(string wanted, string got, bool fits) =>
        Assert.Equal(fits, JsonMatch.ContainsRounded(JsonReader.Parse(wanted), JsonReader.Parse(got)) is null);
}
