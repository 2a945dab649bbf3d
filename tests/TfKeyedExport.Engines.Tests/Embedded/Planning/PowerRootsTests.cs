using TfKeyedExport.Engines.Tests.OpByOp;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Planning;

public class PowerRootsTests
{
    private const float Inf = float.PositiveInfinity;

    private static readonly float[] Bases = [-Inf, -1, 0, 4, Inf, float.NaN];

    // A constant exponent makes a root of the power; the others stay powers.
    [Theory]
    [InlineData(0.5f, new[] { float.NaN, float.NaN, 0, 2, Inf, float.NaN })]
    [InlineData(-0.5f, new[] { float.NaN, float.NaN, Inf, 0.5f, 0, float.NaN })]
    [InlineData(2, new[] { Inf, 1, 0, 16, Inf, float.NaN })]
    [InlineData(3, new[] { -Inf, -1, 0, 64, Inf, float.NaN })]
    [InlineData(-1, new[] { 0, -1, Inf, 0.25f, 0, float.NaN })]
    [InlineData(0, new float[] { 1, 1, 1, 1, 1, 1 })]
    public void Powers_with_a_constant_exponent_are_what_TensorFlow_makes_of_them(float exponent, float[] powers)
    {
        OpCase opCase = Powers(exponent);
        float[] answers = EmbeddedSide.Run(opCase).Outputs![0].Values<float>().ToArray();

        Assert.Equal(powers, answers.Select(a => Math.Abs(a) == 0 ? 0 : a));
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(-0.5f)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1.5f)]
    public void Both_engines_agree_on_powers_with_a_constant_exponent(float exponent)
    {
        TensorFlowForTests.Require();
        OpCase opCase = Powers(exponent);

        Assert.Null(Agreement.Difference(TensorFlowSide.Run(opCase), EmbeddedSide.Run(opCase), TfKeyedExport.Embedded.Kernels.Exactness.BitExact));
    }

    // TensorFlow's optimizer must know the base's dimensions, and looks at no graph of fewer than four nodes.
    private static OpCase Powers(float exponent)
    {
        AttrValue type = Attributes.Of(DataType.Float);
        var shape = new AttrValue { Shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = -1 } } } };
        NodeDef[] nodes =
        [
            OpGraph.Node("base", "EnsureShape", ["i00"], ("T", type), ("shape", shape)),
            OpGraph.Node("power", "Pow", ["base", "i01"], ("T", type)),
            OpGraph.Node("answer", "Identity", ["power"], ("T", type)),
        ];
        return new OpCase(
            "Pow", [], [Tensor.From<float>(Bases), OpByOp.Recipes.Cases.Scalar(exponent)], 1)
        { Graph = new OpGraph(nodes, [("answer:0", DataType.Float)]) };
    }
}
