using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Kernels.Elementwise;

public class ArithmeticTests
{
    [Fact]
    public void Rows_and_columns_stretch_to_a_table()
    {
        Tensor sum = OneOp.Run("AddV2", Tensor.From<float>(new TensorShape(2, 1), [1, 2]), Tensor.From<float>(10, 20, 30));

        Assert.Equal(new TensorShape(2, 3), sum.Shape);
        Assert.Equal([11, 21, 31, 12, 22, 32], sum.Values<float>().ToArray());
    }

    [Fact]
    public void Empty_tensors_give_empty_answers()
    {
        Tensor product = OneOp.Run("Mul", Tensor.From<int>(new TensorShape(0, 3), []), Tensor.From<int>(1, 2, 3));

        Assert.Equal(new TensorShape(0, 3), product.Shape);
    }
}
