using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Formats.Tests.JsonHarness;

namespace TfKeyedExport.Formats.Tests.Rest;

public class PredictBodyTests
{
    [Fact]
    public void Rows_become_one_tensor_per_input()
    {
        var tensors = Predict(
            """{"signature_name":"s","instances":[{"x":[1,2],"key":"a"},{"key":{"b64":"/w=="},"x":[3,4]}]}""",
            Input("key", DataType.String), Input("x", DataType.Float));
        Assert.True(Tensor.From(new TensorShape(2, 2), [1f, 2, 3, 4]).BitEquals(tensors["x"]));
        Assert.True(StringValues.FromBytes("a"u8.ToArray(), [0xFF]).ContentEquals(tensors["key"].Strings));
    }

    [Fact]
    public void Columns_take_whole_tensors_and_ignore_other_names()
    {
        var tensors = Predict("""{"inputs":{"x":[[1],[2]],"n":5,"other":"?"}}""", Input("n", DataType.Int32), Input("x", DataType.Double));
        Assert.Equal(new TensorShape(2, 1), tensors["x"].Shape);
        Assert.Equal(TensorShape.Scalar, tensors["n"].Shape);
    }

    [Fact]
    public void Names_may_be_written_with_escapes() =>
        Assert.True(Tensor.From(1L).BitEquals(Predict("""{"\u0069nputs":{"\u0078":[1]}}""", Input("x", DataType.Int64))["x"]));

    [Theory]
    [InlineData("""{"\u0078": 1}""", "x")]
    [InlineData("""{"x" : 1}""", "x")]
    [InlineData("""{"a\\": 1}""", "a\\")]
    [InlineData("""{"a\"": 1}""", "a\"")]
    [InlineData("""{"a name of more than sixteen bytes": 1}""", "a name of more than sixteen bytes")]
    public void A_name_is_found_in_every_row_however_it_is_written(string row, string name) =>
        Assert.True(Tensor.From(1L, 1, 1).BitEquals(Predict($$"""{"instances": [{{row}}, {{row}}, {{row}}]}""", Input(name, DataType.Int64))[name]));

    [Fact]
    public void A_row_s_string_is_the_same_however_long_it_is_and_wherever_the_body_ends()
    {
        foreach (string end in new[] { "", new string(' ', 40) })
        {
            foreach (string odd in new[] { "", "\\n", "\\u00e9", "\u00e9" })
            {
                for (int length = 0; length <= 34; length++)
                {
                    string text = new('a', length), plain = text + odd.Replace("\\n", "\n", StringComparison.Ordinal)
                        .Replace("\\u00e9", "\u00e9", StringComparison.Ordinal);
                    var tensors = Predict($$"""{"instances": [{"x":"b"},{"x":"{{text}}{{odd}}"}]}{{end}}""", Input("x", DataType.String));
                    Assert.True(Tensor.FromText("b", plain).BitEquals(tensors["x"]), $"{length} bytes and '{odd}'");
                }
            }
        }
    }

    [Theory]
    [InlineData("""{"x": 1}, {"x": [2]}""", "found at incorrect level|shape")]
    [InlineData("""{"x": 1}, {"x": "2"}""", "is not of expected type")]
    [InlineData("""{"x": 1}, {"x": {"b64": "Mg=="}}""", "is not of expected type")]
    [InlineData("""{"x": 1}, {"x": null}""", "is not of expected type")]
    public void A_row_unlike_those_before_it_is_refused_by_its_number(string rows, string what)
    {
        var error = Assert.Throws<TfKeyedException>(() => Predict($$"""{"instances": [{{rows}}]}""", Input("x", DataType.Int64)));
        Assert.Contains("element: 1 key: x", error.What, StringComparison.Ordinal);
        Assert.Matches(what, error.What);
    }

    [Fact]
    public void The_signature_is_null_unless_it_is_named()
    {
        Assert.Null(Read("""{"signature_name": ""}""").SignatureName);
        Assert.Null(Read("{}").SignatureName);
        Assert.Equal("é\n", Read("""{"signature_name": "\u00e9\n", "signature_name": "b"}""").SignatureName);
    }

    [Fact]
    public void Types_that_TF_Serving_lacks_are_read()
    {
        Assert.True(Tensor.From(new Complex64(1, 2), new Complex64(3, 4)).BitEquals(One("[[1,2],[3,4]]", DataType.Complex64)));
        Assert.True(Tensor.From((Half)1.5f).BitEquals(One("[1.5]", DataType.Half)));
        Assert.True(Tensor.From((BFloat16)2f).BitEquals(One("[2]", DataType.Bfloat16)));
        Assert.True(Tensor.From((ushort)65535).BitEquals(One("[65535]", DataType.Uint16)));
    }

    [Theory]
    [InlineData("300", DataType.Uint8, "uint8")]
    [InlineData("-129", DataType.Int8, "int8")]
    [InlineData("65536", DataType.Uint16, "uint16")]
    [InlineData("1.0", DataType.Int32, "int32")]
    [InlineData("18446744073709551616", DataType.Uint64, "uint64")]
    public void Whole_numbers_that_do_not_fit_are_refused(string number, DataType type, string name) => Assert.EndsWith(
        $"Type: Number is not of expected type: {name}", Unreadable(() => One($"[{number}]", type)).What, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"inputs": 1, "instances": [1]}""", "} Not formatted correctly expecting only one of 'inputs' or 'instances' keys to exist ")]
    [InlineData("""{"inputs": [[1, 2], ["a", 2, 3]]}""", "Encountered list at unexpected size: 3 at level: 1 expected size: 2")]
    [InlineData("""{"inputs": [[[1], [2]], [["a"]], [[1]]]}""", "Encountered list at unexpected size: 1 at level: 1 expected size: 2")]
    [InlineData("""{"inputs": [[1], [[2, 3], 4]]}""", "Encountered list at unexpected size: 2 at level: 1 expected size: 1")]
    [InlineData("""{"inputs": [[1], [[2]]]}""", "Encountered list at unexpected level: 2 expected < 2")]
    [InlineData("""{"inputs": [[1], 2]}""", "JSON Value: 2 found at incorrect level: 2 in the JSON DOM. Expected at level: 2")]
    [InlineData("""{"inputs": [1, [2]]}""", "Encountered list at unexpected level: 1 expected < 1")]
    [InlineData("""{"instances": [[], [1]]}""", "element: 1 of 'instances' list. Error: INVALID_ARGUMENT: Expecting tensor size: 0 but got: 1")]
    public void What_is_no_tensor_is_told_by_its_first_fault(string body, string message) =>
        Assert.EndsWith(message, Unreadable(() => Predict(body, Input("x", DataType.Float))).What, StringComparison.Ordinal);

    [Fact]
    public void The_first_of_equal_names_wins_in_every_row() => Assert.True(
        Tensor.From(1f, 2f).BitEquals(Predict("""{"instances": [{"x": 1, "x": 9}, {"x": 2}]}""", Input("x", DataType.Float))["x"]));

    [Fact]
    public void Rows_may_give_their_names_in_any_order_and_number()
    {
        SignatureArgument[] many = [.. Enumerable.Range(0, 300).Select(i => Input($"x{i:000}", DataType.Int32))];
        IEnumerable<string> Members(int row) => many.Select((m, i) => $"\"{m.Name}\": {1000 * row + i}");
        var tensors = Predict(
            $$"""{"instances": [{{{string.Join(',', Members(0))}}}, {{{string.Join(',', Members(1).Reverse())}}}]}""", many);
        Assert.All(many.Index(), m => Assert.True(Tensor.From(m.Index, 1000 + m.Index).BitEquals(tensors[m.Item.Name])));
    }

    [Fact]
    public void Depth_costs_no_stack()
    {
        string deep = $"{new string('[', 500_000)}1{new string(']', 500_000)}";
        Assert.Null(Read($$"""{"more": {{deep}}}""").SignatureName);
        Assert.Contains("254 dimensions", Unreadable(() => One(deep, DataType.Float)).What, StringComparison.Ordinal);
        Assert.Equal(
            "JSON Parse error: Invalid value. at offset: 500008", Unreadable(() => Read($$"""{"more":{{deep[..500_000]}}}""")).What);
    }

    [Fact]
    public void An_error_has_the_place_that_was_given()
    {
        TfKeyedException error = Unreadable(() => PredictBody.Read(Utf8("{"), new RestOptions(Where: "request.json")));
        Assert.Equal("request.json", error.Where);
        Assert.Equal("JSON Parse error: Missing a name for object member. at offset: 1", error.What);
    }

    [Fact]
    public void Bytes_stay_as_they_are() => Assert.Equal(
        "\u00ff\u0000\u0001"u8.ToArray(), One("\"\\u00ff\\u0000\\u0001\"", DataType.String).Strings[0].ToArray());

    [Fact]
    public void What_a_request_mentions_is_known_before_its_values_are_read()
    {
        Assert.True(Read("""{"instances": [{"a": 1, "b": 2}]}""").Mentions("b"));
        Assert.True(Read("""{"inputs": {"b": 2}}""").Mentions("b"));
        Assert.False(Read("""{"inputs": [1]}""").Mentions("b"));
    }

    private static Tensor One(string value, DataType type) => Predict($$"""{"inputs": {{value}}}""", Input("x", type))["x"];

    private static PredictBody Read(string body) => PredictBody.Read(Encoding.UTF8.GetBytes(body), RestOptions.Default);
}
