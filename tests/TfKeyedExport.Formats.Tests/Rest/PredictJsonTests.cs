using System.Text.Json;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Formats.Tests.JsonHarness;

namespace TfKeyedExport.Formats.Tests.Rest;

public class PredictJsonTests
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
    public void Rows_of_a_single_input_need_no_name()
    {
        Assert.True(Tensor.From(1L, 2).BitEquals(Predict("""{"instances":[1,2]}""", Input("x", DataType.Int64))["x"]));
        Assert.Equal("hi", Predict("""{"instances":[{"b64":"aGk="}]}""", Input("x", DataType.String))["x"].Strings.Text(0));
    }

    [Fact]
    public void Columns_take_whole_tensors_and_ignore_other_names()
    {
        var tensors = Predict("""{"inputs":{"x":[[1],[2]],"n":5,"other":"?"}}""", Input("n", DataType.Int32), Input("x", DataType.Double));
        Assert.Equal(new TensorShape(2, 1), tensors["x"].Shape);
        Assert.Equal(TensorShape.Scalar, tensors["n"].Shape);
    }

    [Fact]
    public void A_single_column_needs_no_name() =>
        Assert.True(Tensor.From(true, false).BitEquals(Predict("""{"inputs":[true,false]}""", Input("x", DataType.Bool))["x"]));

    [Fact]
    public void Bare_words_are_read_as_numbers_but_not_inside_strings()
    {
        var tensors = Predict(
            """{"inputs":{"x":[NaN,Infinity,-Infinity],"s":["\"NaN, Infinity"]}}""", Input("s", DataType.String), Input("x", DataType.Float));
        Assert.True(Tensor.From(float.NaN, float.PositiveInfinity, float.NegativeInfinity).BitEquals(tensors["x"]));
        Assert.Equal("\"NaN, Infinity", tensors["s"].Strings.Text(0));
    }

    [Fact]
    public void Complex_numbers_are_pairs() =>
        Assert.True(Tensor.From(new Complex64(1, 2), new Complex64(3, 4)).BitEquals(
            Predict("""{"instances":[[1,2],[3,4]]}""", Input("x", DataType.Complex64))["x"]));

    [Theory]
    [InlineData("""{}""", "Missing 'inputs' or 'instances' key")]
    [InlineData("""{"inputs":[1],"instances":[1]}""", "both 'instances' and 'inputs'")]
    [InlineData("""{"instances":[]}""", "at least one row")]
    [InlineData("""{"instances":{"x":1}}""", "must be a list")]
    [InlineData("""{"instances":[{"x":1}]}""", "must be equal to [x, y]")]
    [InlineData("""{"instances":[{"x":1,"y":2,"z":3}]}""", "must be equal to [x, y]")]
    [InlineData("""{"instances":[1,2]}""", "instances is a plain list")]
    [InlineData("""{"instances":[{"x":1,"y":2},3]}""", "an object is expected")]
    [InlineData("""{"inputs":{"x":[1]}}""", "Missing named input: y in 'inputs' object")]
    [InlineData("""{"inputs":[1]}""", "inputs is a plain value or list")]
    [InlineData("""{"inputs":{"x":[[1],[2,3]],"y":1}}""", "do not form a tensor")]
    [InlineData("""{"inputs":{"x":[1,[2]],"y":1}}""", "do not form a tensor")]
    [InlineData("""{"instances":[{"x":[1],"y":1},{"x":1,"y":1}]}""", "do not form a tensor")]
    [InlineData("""{"inputs":{"x":["a"],"y":1}}""", "\"a\" is not a float32 value")]
    public void A_wrong_request_is_refused(string body, string message) =>
        Assert.Contains(
            message,
            Unreadable(() => Predict(body, Input("x", DataType.Float), Input("y", DataType.Float))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Rows_come_back_as_objects_or_bare_with_a_single_output()
    {
        Tensor y = Tensor.From(new TensorShape(2, 1), [1f, 2.5f]);
        Assert.Equal("""{"predictions":[[1.0],[2.5]]}""", Answer(PredictForm.Rows, ("y", y)));
        Assert.Equal(
            """{"predictions":[{"key":"a","y":[1.0]},{"key":"b","y":[2.5]}]}""", Answer(PredictForm.Rows, ("key", Tensor.FromText("a", "b")), ("y", y)));
    }

    [Fact]
    public void Columns_come_back_whole()
    {
        Assert.Equal("""{"outputs":[1,2]}""", Answer(PredictForm.Columns, ("y", Tensor.From(1, 2))));
        Assert.Equal("""{"outputs":{"n":3,"y":[1,2]}}""", Answer(PredictForm.Columns, ("n", Tensor.From(TensorShape.Scalar, [3])), ("y", Tensor.From(1, 2))));
    }

    [Fact]
    public void Strings_are_text_unless_they_cannot_be_or_the_name_ends_in_bytes()
    {
        Tensor text = Tensor.FromText("é\n");
        Tensor binary = Tensor.FromStrings(new TensorShape(1), StringValues.FromBytes([0xFF]));
        Assert.Equal("""{"predictions":["é\n"]}""", Answer(PredictForm.Rows, ("y", text)));
        Assert.Equal("""{"predictions":[{"b64":"/w=="}]}""", Answer(PredictForm.Rows, ("y", binary)));
        Assert.Equal("""{"predictions":[{"b64":"w6kK"}]}""", Answer(PredictForm.Rows, ("y_bytes", text)));
    }

    [Fact]
    public void Non_finite_numbers_are_bare_words() => Assert.Equal(
        """{"outputs":[NaN,Infinity,-Infinity]}""",
        Answer(PredictForm.Columns, ("y", Tensor.From(double.NaN, double.PositiveInfinity, double.NegativeInfinity))));

    [Fact]
    public void Rows_need_the_same_first_dimension_everywhere()
    {
        var scalar = Unreadable(() => Answer(PredictForm.Rows, ("y", Tensor.From(TensorShape.Scalar, [3]))));
        var uneven = Unreadable(() => Answer(PredictForm.Rows, ("a", Tensor.From(1, 2)), ("b", Tensor.From(1))));
        Assert.Contains("has inconsistent batch size", scalar.Message, StringComparison.Ordinal);
        Assert.Contains("has inconsistent batch size: 1 expecting: 2", uneven.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_without_bare_words_is_plain_json()
    {
        using JsonDocument document = JsonDocument.Parse(Answer(PredictForm.Rows, ("y", Tensor.From(0.1f, 1e30f, -0f))));
        Assert.Equal([0.1f, 1e30f, -0f], document.RootElement.GetProperty("predictions").EnumerateArray().Select(e => e.GetSingle()));
    }
}
