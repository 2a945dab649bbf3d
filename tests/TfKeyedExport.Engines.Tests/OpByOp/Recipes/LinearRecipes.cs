using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Products of matrices.</summary>
internal static class LinearRecipes
{
    public static IEnumerable<Recipe> All() => [new("MatMul", MatMul())];

    private static Gen<OpCase> MatMul() =>
        from type in Attributes.Types("MatMul")
        from sizes in Shapes.Size.Array[3]
        from transposeA in Gen.Bool
        from transposeB in Gen.Bool
        from a in Finite(type, transposeA ? [sizes[1], sizes[0]] : [sizes[0], sizes[1]])
        from b in Finite(type, transposeB ? [sizes[2], sizes[1]] : [sizes[1], sizes[2]])
        from constant in Gen.Bool
        select new OpCase(
            "MatMul",
            new() { ["T"] = Attributes.Of(type), ["transpose_a"] = Attributes.Of(transposeA), ["transpose_b"] = Attributes.Of(transposeB) },
            [a, b], constant ? [1] : []);

    /// <summary>Sums of numbers at the ends of the range depend on their order.</summary>
    private static Gen<Tensor> Finite(DataType type, long[] shape) => Values.Of(DataType.Int8, shape).Select(small =>
    {
        int[] values = [.. small.Values<sbyte>().ToArray().Select(v => (int)v)];
        return type switch
        {
            DataType.Float => Tensor.From<float>(small.Shape, [.. values.Select(v => v / 16f)]),
            DataType.Double => Tensor.From<double>(small.Shape, [.. values.Select(v => v / 16.0)]),
            DataType.Half => Tensor.From<Half>(small.Shape, [.. values.Select(v => (Half)(v / 16f))]),
            DataType.Bfloat16 => Tensor.From<BFloat16>(small.Shape, [.. values.Select(v => (BFloat16)(v / 16f))]),
            DataType.Complex64 => Tensor.From<Complex64>(small.Shape, [.. values.Select(v => new Complex64(v / 16f, v))]),
            DataType.Complex128 => Tensor.From<System.Numerics.Complex>(small.Shape, [.. values.Select(v => new System.Numerics.Complex(v / 16.0, v))]),
            _ => Tensor.FromBytes(type, small.Shape, values.SelectMany(v => BitConverter.GetBytes((long)v)[..type.Size()]).ToArray()),
        };
    });
}
