using System.Buffers;
using System.Text;
using System.Text.Json;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.RequestLog;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.RequestLog;

public class RowJsonTests
{
    [Fact]
    public void One_element_stands_by_itself_in_a_column_too()
    {
        Assert.Equal("2.0", Json(Tensor.From<float>(1, 2), 1, 2));
        Assert.Equal("2.0", Json(Tensor.From<float>(new TensorShape(2, 1), [1, 2]), 1, 2));
    }

    [Fact]
    public void Several_are_a_list_whatever_their_shape()
    {
        Assert.Equal("[3,4]", Json(Tensor.From(new TensorShape(2, 2), (ReadOnlySpan<int>)[1, 2, 3, 4]), 1, 2));
        Assert.Equal("[1,2,3,4]", Json(Tensor.From(new TensorShape(1, 2, 2), (ReadOnlySpan<int>)[1, 2, 3, 4]), 0, 1));
        Assert.Equal("[7]", Json(Tensor.From(new TensorShape(1, 1, 1), (ReadOnlySpan<int>)[7]), 0, 1));
    }

    [Fact]
    public void What_has_no_rows_belongs_to_each()
    {
        Assert.Equal("5", Json(Tensor.From(TensorShape.Scalar, (ReadOnlySpan<long>)[5]), 1, 2));
        Assert.Equal("[1,2,3]", Json(Tensor.From<int>(1, 2, 3), 1, 2));
    }

    [Fact]
    public void Numbers_that_are_none_are_words() =>
        Assert.Equal("[\"NaN\",\"-Infinity\"]", Json(Tensor.From(new TensorShape(1, 2), [float.NaN, float.NegativeInfinity]), 0, 1));

    [Fact]
    public void Strings_are_text_if_they_can_be() => Assert.Equal(
        "[\"ü\",{\"b64\":\"/w==\"}]",
        Json(Tensor.FromStrings(new TensorShape(1, 2), StringValues.FromBytes([0xC3, 0xBC], [0xFF])), 0, 1));

    [Fact]
    public void Rows_of_very_many_elements_or_bytes_are_large()
    {
        Assert.False(RowJson.IsLarge(Tensor.From<float>(new TensorShape(1, RowJson.MostElements), new float[RowJson.MostElements]), 0, 1));
        Assert.True(RowJson.IsLarge(Tensor.From<float>(new TensorShape(1, RowJson.MostElements + 1), new float[RowJson.MostElements + 1]), 0, 1));
        Tensor strings = Tensor.FromStrings(new TensorShape(2), StringValues.FromBytes(new byte[RowJson.MostBytes], new byte[RowJson.MostBytes + 1]));
        Assert.Equal((false, true), (RowJson.IsLarge(strings, 0, 2), RowJson.IsLarge(strings, 1, 2)));
    }

    private static string Json(Tensor tensor, int row, int rows)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, LogLines.Options))
            RowJson.Write(json, tensor, row, rows);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
