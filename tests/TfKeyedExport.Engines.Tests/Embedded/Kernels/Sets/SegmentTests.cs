using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Kernels.Sets;

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
            op, types, [Tensor.From<float>(3, float.NaN, 1, float.NaN, 2, float.NaN), Tensor.From<int>(0, 0, 0, 1, 1, 2), Tensor.From<int>(TensorShape.Scalar, [3])], [DataType.Float]);

        Assert.Equal([1, 2, float.NaN], answers[0].Values<float>().ToArray());
    }

    private static AttrValue Of(DataType type) => new() { Type = type };
}
