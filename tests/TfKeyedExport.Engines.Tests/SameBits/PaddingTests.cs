using TfKeyedExport.Engines.Tests.Embedded;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.SameBits;

/// <summary>
/// A row that is filled up to the width of a longer neighbour, by what adds nothing, comes to the same bits as alone: so do texts that are padded and masked.
/// </summary>
public class PaddingTests
{
    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 7, 8, 9, 14, 16, 17, 31, 32, 33, 40, 63, 65, 100, 511, 2047, 2049, 5000, 9000];

    [Theory]
    [InlineData("Sum")]
    [InlineData("EuclideanNorm")]
    public void A_sum_over_a_row_does_not_change_with_zeros_behind_it(string op)
    {
        foreach (int length in Lengths)
        {
            float[] row = Row(length);
            foreach (int width in Lengths.Where(w => w > length))
                Assert.Equal(Reduce(op, row), Reduce(op, [.. row, .. new float[width - length]]));
        }
    }

    [Theory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    public void A_softmax_over_a_row_does_not_change_with_masked_elements_behind_it(string op)
    {
        foreach (int length in Lengths)
        {
            float[] row = Row(length), alone = Softmax(op, row);
            foreach (int width in Lengths.Where(w => w > length))
            {
                float[] padded = Softmax(op, [.. row, .. Enumerable.Repeat(-1e9f, width - length)]);
                Assert.Equal(alone, padded[..length]);
            }
        }
    }

    [Fact]
    public void A_product_does_not_change_with_zeros_behind_its_rows()
    {
        float[] left = Row(700), right = Row(700 * 9);
        float[] Product(int depth, int width) => OneOp.Run(
            "BatchMatMulV2",
            Tensor.From(new TensorShape(1, 1, width), [.. left[..depth], .. new float[width - depth]]),
            Tensor.From(new TensorShape(1, width, 9), right[..(width * 9)])).Values<float>().ToArray();

        foreach (int depth in (int[])[1, 5, 30, 333])
            Assert.All((int[])[depth + 1, depth + 9, 700], width => Assert.Equal(Product(depth, depth), Product(depth, width)));
    }

    private static float Reduce(string op, float[] row) => OneOp.Run(
        op, new() { ["T"] = Attributes.Of(DataType.Float) }, [Tensor.From(new TensorShape(1, row.Length), row), Tensor.From(1)], [DataType.Float], 1)[0]
        .Values<float>()[0];

    private static float[] Softmax(string op, float[] row) => OneOp.Run(op, Tensor.From(new TensorShape(1, row.Length), row)).Values<float>().ToArray();

    private static float[] Row(int length)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 8) - 3)];
    }
}
