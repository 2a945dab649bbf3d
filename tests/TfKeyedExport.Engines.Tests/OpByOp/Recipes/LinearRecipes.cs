using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Products of matrices.</summary>
internal static class LinearRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        .. new[] { "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3" }.Select(op => new Recipe(op, BatchMatMul(op))),
        new("BiasAdd", BiasAdd("BiasAdd")),
        new("BiasAddV1", BiasAdd("BiasAddV1")),
        new("Einsum", Einsum()),
        new("MatMul", MatMul()),
        new("MatrixBandPart", MatrixBandPart()),
    ];

    private static readonly (string Equation, int[] Left, int[] Right)[] Equations =
    [
        ("ij,jk->ik", [0, 1], [1, 2]), ("BTNH,BSNH->BNTS", [0, 1, 2, 3], [0, 4, 2, 3]), ("BNTS,BSNH->BTNH", [0, 1, 2, 3], [0, 3, 1, 4]),
        ("ab,bc->ca", [0, 1], [1, 2]), ("abc,cd->abd", [0, 1, 2], [2, 3]), ("i,j->ij", [0], [1]), ("i,i->", [0], [0]),
        ("abc,bd->adc", [0, 1, 2], [1, 3]), ("ijk,ij->k", [0, 1, 2], [0, 1]), ("...ab,...bc->...ac", [3, 0, 1], [3, 1, 2]), ("ab,cd->bd", [0, 1], [2, 3]),
    ];

    private static Gen<OpCase> Einsum() =>
        from type in Attributes.Types("Einsum")
        from equation in Gen.OneOf(Equations)
        from sizes in Shapes.Size.Array[5]
        from a in Finite(type, [.. equation.Left.Select(d => sizes[d])])
        from b in Finite(type, [.. equation.Right.Select(d => sizes[d])])
        select new OpCase("Einsum", new() { ["T"] = Attributes.Of(type), ["N"] = Attributes.Of(2), ["equation"] = Attributes.Of(equation.Equation) }, [a, b]);

    private static Gen<OpCase> BiasAdd(string op) =>
        from type in Attributes.Types(op)
        from shape in Shapes.Size.Array[1, 4]
        from first in Gen.Bool
        let nchw = first && op == "BiasAdd" && shape.Length > 2
        from wrong in Gen.Int[0, 9]
        from value in Finite(type, shape)
        from bias in Finite(type, [(nchw ? shape[1] : shape[^1]) + (wrong == 0 ? 1 : 0)])
        select nchw ? Cases.Of(op, [value, bias], ("data_format", Attributes.Of("NCHW"))) : Cases.Of(op, [value, bias]);

    private static Gen<OpCase> BatchMatMul(string op) =>
        from type in Attributes.Types(op)
        from sizes in Shapes.Size.Array[3]
        from batch in Shapes.Broadcasting(2)
        from left in Gen.Bool
        from right in Gen.Bool
        from a in Finite(type, [.. batch[0], .. left ? [sizes[1], sizes[0]] : new[] { sizes[0], sizes[1] }])
        from b in Finite(type, [.. op == "BatchMatMul" ? batch[0] : batch[1], .. right ? [sizes[2], sizes[1]] : new[] { sizes[1], sizes[2] }])
        from constant in Gen.Bool
        let opCase = Cases.Of(op, [a, b], ("adj_x", Attributes.Of(left)), ("adj_y", Attributes.Of(right))) with { Constants = constant ? [1] : [] }
        select op == "BatchMatMulV3" ? WithTypes(opCase, type) : opCase;

    private static OpCase WithTypes(OpCase opCase, DataType type)
    {
        opCase.Attributes["Tout"] = Attributes.Of(type);
        return opCase;
    }

    private static Gen<OpCase> MatrixBandPart() =>
        from type in Gen.OneOf(DataType.Float, DataType.Int32, DataType.Bool, DataType.Complex64)
        from shape in Shapes.Size.Array[2, 3]
        from input in Values.Of(type, shape)
        from below in Gen.Long[-1, 4]
        from above in Gen.Long[-1, 4]
        select new OpCase(
            "MatrixBandPart", new() { ["T"] = Attributes.Of(type), ["Tindex"] = Attributes.Of(DataType.Int64) },
            [input, Tensor.From<long>(TensorShape.Scalar, [below]), Tensor.From<long>(TensorShape.Scalar, [above])]);

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
    internal static Gen<Tensor> Finite(DataType type, long[] shape) => Values.Of(DataType.Int8, shape).Select(small =>
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
