using System.Text.Json;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Formats.Tests.JsonHarness;

namespace TfKeyedExport.Formats.Tests.Rest;

public class PredictAnswerTests
{
    [Fact]
    public void Rows_come_back_as_objects_over_lines_whose_lists_are_within_one()
    {
        Tensor y = Tensor.From(new TensorShape(2, 2), [1f, 2.5f, 3f, 4f]);
        Assert.Equal(
            """
            {
                "predictions": [
                    {
                        "key": "a",
                        "y": [1.0, 2.5]
                    },
                    {
                        "key": "b",
                        "y": [3.0, 4.0]
                    }
                ]
            }
            """,
            Answer(PredictForm.Rows, ("key", Tensor.FromText("a", "b")), ("y", y)));
    }

    [Fact]
    public void Columns_come_back_with_a_line_for_each_value()
    {
        Assert.Equal("{\n    \"outputs\": [\n        1,\n        2\n    ]\n}", Answer(PredictForm.Columns, ("y", Tensor.From(1, 2))));
        Assert.Equal(
            "{\n    \"outputs\": {\n        \"n\": 3,\n        \"y\": [\n            [\n                true\n            ]\n        ]\n    }\n}",
            Answer(PredictForm.Columns, ("n", Tensor.From(TensorShape.Scalar, [3])), ("y", Tensor.From(new TensorShape(1, 1), [true]))));
        Assert.Equal("{\n    \"outputs\": []\n}", Answer(PredictForm.Columns, ("y", Tensor.From<int>())));
    }

    [Fact]
    public void Strings_of_every_length_come_back_as_they_are()
    {
        foreach (string odd in new[] { "", "\"", "\\", "\u001f", "\u007f", "\u00e9", "~ " })
        {
            for (int length = 0; length <= 20; length++)
            {
                string text = new string('a', length / 2) + odd + new string('b', length - length / 2);
                using JsonDocument answer = JsonDocument.Parse(Answer(PredictForm.Rows, ("y", Tensor.FromText(text))));
                Assert.Equal(text, answer.RootElement.GetProperty("predictions")[0].GetString());
            }
        }
    }

    [Fact]
    public void Strings_are_text_unless_they_cannot_be_or_the_name_ends_in_bytes()
    {
        Tensor text = Tensor.FromText("é\n\u007f\u001b");
        Tensor binary = Tensor.FromStrings(new TensorShape(1), StringValues.FromBytes([0xFF]));
        Assert.Equal("{\n    \"predictions\": [\"é\\n\u007f\\u001B\"\n    ]\n}", Answer(PredictForm.Rows, ("y", text)));
        Assert.Equal("{\n    \"predictions\": [{\n            \"b64\": \"/w==\"\n        }\n    ]\n}", Answer(PredictForm.Rows, ("y", binary)));
        Assert.Contains("\"b64\": \"w6kKfxs=\"", Answer(PredictForm.Rows, ("y_bytes", text)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_string_is_written_whole()
    {
        string text = string.Concat(Enumerable.Repeat("abc\"", 20_000));
        using JsonDocument plain = JsonDocument.Parse(Answer(PredictForm.Rows, ("y", Tensor.FromText(text))));
        using JsonDocument encoded = JsonDocument.Parse(Answer(PredictForm.Rows, ("y_bytes", Tensor.FromText(text))));
        Assert.Equal(text, plain.RootElement.GetProperty("predictions")[0].GetString());
        Assert.Equal(text.Length, encoded.RootElement.GetProperty("predictions")[0].GetProperty("b64").GetBytesFromBase64().Length);
    }

    [Fact]
    public void Types_that_TF_Serving_lacks_are_written()
    {
        Assert.Equal("{\n    \"predictions\": [[1.0, -2.0]\n    ]\n}", Answer(PredictForm.Rows, ("y", Tensor.From(new Complex64(1, -2)))));
        Assert.Equal(
            "{\n    \"predictions\": [0.0999755859, 65504.0\n    ]\n}", Answer(PredictForm.Rows, ("y", Tensor.From((Half)0.1, Half.MaxValue))));
    }

    [Fact]
    public void Rows_need_the_same_first_dimension_everywhere()
    {
        var scalar = Unreadable(() => Answer(PredictForm.Rows, ("y", Tensor.From(TensorShape.Scalar, [3]))));
        var uneven = Unreadable(() => Answer(PredictForm.Rows, ("a", Tensor.From(1, 2)), ("b", Tensor.From(1))));
        Assert.Equal("Tensor name: y has no shape information ", scalar.What);
        Assert.Equal("Tensor name: b has inconsistent batch size: 1 expecting: 2", uneven.What);
    }
}
