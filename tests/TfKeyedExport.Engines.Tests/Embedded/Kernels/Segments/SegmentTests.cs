using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Kernels.Segments;

public class SegmentTests
{
    // As TensorFlow 2.21 answers.
    [Theory]
    [InlineData("UnsortedSegmentMax")]
    [InlineData("UnsortedSegmentMin")]
    public void What_came_last_counts_beside_a_number_that_is_none(string op)
    {
        Dictionary<string, AttrValue> types = new() { ["T"] = Of(DataType.Float), ["Tindices"] = Of(DataType.Int32), ["Tnumsegments"] = Of(DataType.Int32) };
        Tensor[] answers = OneOp.Run(
            op, types,
            [Tensor.From<float>(3, float.NaN, 1, float.NaN, 2, float.NaN), Tensor.From<int>(0, 0, 0, 1, 1, 2), Tensor.From<int>(TensorShape.Scalar, [3])],
            [DataType.Float]);

        Assert.Equal([1, 2, float.NaN], answers[0].Values<float>().ToArray());
    }

    // Of nine columns, eight fill a register of TensorFlow's.
    [Theory]
    [InlineData("SegmentMax", 5, float.NaN)]
    [InlineData("SegmentMin", 3, float.NaN)]
    public void Sorted_segments_pass_over_numbers_that_are_none_where_columns_fill_a_register(string op, float whole, float left)
    {
        Dictionary<string, AttrValue> types = new() { ["T"] = Of(DataType.Float), ["Tindices"] = Of(DataType.Int32) };
        float[] rows = [.. new[] { float.NaN, 3, 5, float.NaN, float.NaN }.SelectMany(v => Enumerable.Repeat(v, 9))];

        float[] answers = OneOp.Run(op, types, [Tensor.From<float>(new TensorShape(5, 9), rows), Tensor.From<int>(0, 0, 0, 0, 1)], [DataType.Float])[0]
            .Values<float>()
            .ToArray();

        Assert.Equal([.. Enumerable.Repeat(whole, 8), left, .. Enumerable.Repeat(float.NaN, 9)], answers);
    }

    [Theory]
    [InlineData("SegmentMax", float.NegativeInfinity)]
    [InlineData("SegmentMin", float.PositiveInfinity)]
    public void Sorted_segments_of_nothing_but_the_infinity_are_infinite(string op, float infinity)
    {
        Dictionary<string, AttrValue> types = new() { ["T"] = Of(DataType.Float), ["Tindices"] = Of(DataType.Int32) };

        Tensor[] answers = OneOp.Run(op, types, [Tensor.From<float>(infinity, infinity, infinity), Tensor.From<int>(0, 0, 1)], [DataType.Float]);

        Assert.Equal([infinity, infinity], answers[0].Values<float>().ToArray());
    }

    private static AttrValue Of(DataType type) => new() { Type = type };
}
