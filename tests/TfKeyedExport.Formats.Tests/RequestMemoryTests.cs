using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Formats.Tests.JsonHarness;

namespace TfKeyedExport.Formats.Tests;

public class RequestMemoryTests
{
    private const int Values = 20_000;

    private static readonly string Numbers = $$"""{"inputs": [{{string.Join(',', Enumerable.Repeat("1", Values - 1))}}, NaN]}""";

    [Fact]
    public void Values_that_take_more_memory_than_the_limit_are_not_laid_out()
    {
        var error = Assert.Throws<TfKeyedException>(() => Read(Numbers, 1 << 16));

        Assert.Equal(ErrorKind.Limit, error.Kind);
        Assert.Equal("request.json", error.Where);
    }

    [Fact]
    public void Cases_are_held_to_the_limit_too()
    {
        string data = string.Join(',', Enumerable.Repeat("1", Values));
        string cases = $$$$"""{"cases": [{"inputs": {"x": {"dtype": "DT_FLOAT", "shape": [{{{{Values}}}}], "data": [{{{{data}}}}]}}}]}""";

        var error = Assert.Throws<TfKeyedException>(() => GoldenDocument.Parse(Utf8(cases), "cases.json", memoryLimit: 1 << 20));

        Assert.Equal(ErrorKind.Limit, error.Kind);
    }

    [Fact]
    public void A_request_within_the_limit_is_read() => Read(Numbers, 1 << 18);

    [Fact]
    public void Separators_inside_of_strings_are_no_values()
    {
        string text = $$"""{"inputs": ["{{new string(',', Values)}}"]}""";

        Read(text, 1 << 16, DataType.String);
    }

    [Fact]
    public void Text_that_is_no_JSON_is_told_as_such_however_large_it_is()
    {
        var error = Assert.Throws<TfKeyedException>(() => Read(new string(',', Values), 1 << 10));

        Assert.Equal(ErrorKind.Unreadable, error.Kind);
    }

    private static void Read(string body, long memoryLimit, DataType type = DataType.Float) =>
        PredictBody.Read(Utf8(body), new RestOptions(MemoryLimit: memoryLimit, Where: "request.json")).ToTensors(new RestSignature(Takes(Input("x", type))));
}
