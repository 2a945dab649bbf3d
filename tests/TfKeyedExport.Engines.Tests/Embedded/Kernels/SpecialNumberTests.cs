using TfKeyedExport.Engines.Tests.OpByOp;
using TfKeyedExport.Tensors;
using Xunit;
using static TfKeyedExport.Engines.Tests.OpByOp.Recipes.Attributes;

namespace TfKeyedExport.Engines.Tests.Embedded.Kernels;

/// <summary>NaN, infinities and numbers beyond a range, as TensorFlow 2.21 answers.</summary>
public class SpecialNumberTests
{
    private const float NaN = float.NaN, Inf = float.PositiveInfinity, Most = float.MaxValue;

    [Theory]
    [InlineData("ArgMax", new[] { NaN, 1, 2 }, 2)]
    [InlineData("ArgMin", new[] { NaN, 2, 1 }, 2)]
    [InlineData("ArgMax", new[] { 2, NaN, 1 }, 0)]
    [InlineData("ArgMin", new[] { NaN, Inf, NaN }, 0)]
    [InlineData("ArgMax", new[] { -Inf, -Most }, 0)]
    [InlineData("ArgMin", new[] { Inf, Most }, 0)]
    public void The_place_of_an_extreme_is_never_that_of_a_number_that_is_none(string op, float[] values, long place) =>
        Assert.Equal(place, Answer(Case(op, [Tensor.From<float>(values), Scalar(0)], ("output_type", Of(DataType.Int64)))).Values<long>()[0]);

    [Theory]
    [InlineData("MaxPool", new[] { NaN, 1, NaN }, 1)]
    [InlineData("MaxPool", new[] { NaN, NaN, NaN }, -Most)]
    [InlineData("MaxPool", new[] { -Inf, -Inf, -Inf }, -Most)]
    [InlineData("MaxPool3D", new[] { NaN, 1, 2 }, 2)]
    [InlineData("MaxPool3D", new[] { 2, 1, NaN }, NaN)]
    [InlineData("MaxPool3D", new[] { -Inf, -Inf, -Inf }, -Inf)]
    public void Pools_answer_what_is_largest_beside_numbers_that_are_none(string op, float[] window, float largest)
    {
        long[] outer = op == "MaxPool" ? [1, 1] : [1, 1, 1];
        long[] sizes = [.. outer, 3, 1];

        Tensor answer =
            Answer(Case(op, [Tensor.From<float>(new TensorShape(sizes), window)], ("ksize", Of(sizes)), ("strides", Of(sizes)), ("padding", Of("VALID"))));

        Assert.Equal(largest, answer.Values<float>()[0]);
    }

    [Fact]
    public void What_a_volume_has_not_counts_as_the_smallest_finite_number()
    {
        Tensor volume = Tensor.From<float>(new TensorShape(1, 1, 1, 2, 1), [1, -Inf]);

        Tensor answer = Answer(Case("MaxPool3D", [volume], ("ksize", Of(1, 1, 1, 2, 1)), ("strides", Of(1, 1, 1, 1, 1)), ("padding", Of("SAME"))));

        Assert.Equal([1, -Most], answer.Values<float>().ToArray());
    }

    [Theory]
    [InlineData(1e19, 10000000000000000000)]
    [InlineData(2e19, 1UL << 63)]
    [InlineData(double.PositiveInfinity, 1UL << 63)]
    [InlineData(double.NaN, 1UL << 63)]
    [InlineData(-1.0, ulong.MaxValue)]
    public void What_is_too_large_for_an_integer_becomes_its_highest_bit(double number, ulong integer) =>
        Assert.Equal(integer, Answer(Case("Cast", [Tensor.From<double>(number)], ("DstT", Of(DataType.Uint64)))).Values<ulong>()[0]);

    [Fact]
    public void Numbers_between_a_finite_and_an_infinite_end_begin_with_the_finite_one() =>
        Assert.Equal([-2, Inf, Inf], Answer(Case("LinSpace", [Scalar(-2f), Scalar(Inf), Scalar(3)])).Values<float>().ToArray());

    // Above the diagonal, TensorFlow leaves what its memory held.
    [Theory]
    [InlineData(new[] { 4, 1, NaN, 3 }, new[] { 2, 0, NaN, NaN })]
    [InlineData(new float[] { 4, 1, 1, -3 }, new[] { NaN, 0, NaN, NaN })]
    [InlineData(new[] { 4, 1, Inf, 3 }, new[] { NaN, 0, NaN, NaN })]
    public void A_matrix_without_a_triangular_root_has_one_of_numbers_that_are_none(float[] matrix, float[] root) =>
        Assert.Equal(root, Answer(Case("Cholesky", [Tensor.From<float>(new TensorShape(2, 2), matrix)])).Values<float>().ToArray());

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void A_number_that_is_none_lies_in_no_bin(int bins, bool refused) =>
        Assert.Equal(
            refused, EmbeddedSide.Run(Case("HistogramFixedWidth", [Tensor.From<float>(NaN), Tensor.From<float>(0, 1), Scalar(bins)])).Error is not null);

    [Fact]
    public void A_box_has_finite_corners()
    {
        Tensor image = Tensor.From<float>(new TensorShape(1, 1, 1, 1), [1]);

        Outcome outcome = EmbeddedSide.Run(Case(
            "CropAndResize", [image, Tensor.From<float>(new TensorShape(1, 4), [0, 0, Inf, 1]), Tensor.From<int>(0), Tensor.From<int>(1, 1)]));

        Assert.Contains("not finite", outcome.Error, StringComparison.Ordinal);
    }

    private static Tensor Answer(OpCase opCase) =>
        EmbeddedSide.Run(opCase) is { Outputs: { } outputs } ? outputs[0] : throw new InvalidOperationException(opCase.ToString());

    private static OpCase Case(string op, Tensor[] inputs, params (string Name, Protos.AttrValue Value)[] attributes) =>
        OpByOp.Recipes.Cases.Of(op, inputs, attributes);

    private static Tensor Scalar<T>(T value)
        where T : unmanaged => OpByOp.Recipes.Cases.Scalar(value);
}
