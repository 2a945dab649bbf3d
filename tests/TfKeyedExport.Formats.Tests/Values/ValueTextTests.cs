using TfKeyedExport.Formats.Values;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Formats.Tests.Values;

public class ValueTextTests
{
    [Fact]
    public void Numbers_have_every_digit_that_tells_them_from_their_neighbours() =>
        Assert.Equal("[0.1, 1700000128, NaN]", ValueText.Row(Tensor.From<float>(new TensorShape(1, 3), [0.1f, 1700000128f, float.NaN]), 0));

    [Fact]
    public void Bytes_that_are_no_text_are_written_out() =>
        Assert.Equal("\"a\\xff\\\"\"", ValueText.Element(Tensor.FromStrings(new TensorShape(1), StringValues.FromBytes([0x61, 0xFF, 0x22])), 0));

    [Fact]
    public void Long_rows_and_texts_are_cut_and_say_how_long_they_are()
    {
        Assert.Equal("[0, 0, 0, 0, 0, 0, ... 9 values]", ValueText.Row(Tensor.From<int>(new TensorShape(1, 9), new int[9]), 0));
        Assert.EndsWith(
            "\"... (40 bytes)", ValueText.Element(Tensor.FromStrings(new TensorShape(1), StringValues.FromBytes(new byte[40])), 0), StringComparison.Ordinal);
    }
}
