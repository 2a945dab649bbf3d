using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Square matrices whose diagonal outweighs the rest, so that no engine loses digits.</summary>
internal static class SquareMatrixRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("Cholesky", Alone("Cholesky")),
        new("Cross", Cross()),
        new("LogMatrixDeterminant", Alone("LogMatrixDeterminant")),
        new("MatrixDeterminant", Alone("MatrixDeterminant")),
        new("MatrixInverse", Alone("MatrixInverse")),
        new("MatrixSolve", Solve("MatrixSolve")),
        new("MatrixTriangularSolve", Solve("MatrixTriangularSolve")),
    ];

    private static Gen<DataType> Floats { get; } = Gen.OneOf(DataType.Float, DataType.Double);

    private static Gen<Tensor> Matrices(DataType type, long[] batch, int size) =>
        from values in Gen.Int[-16, 16].Array[(int)new TensorShape([.. batch, size, size]).ElementCount()]
        select Numbers.From(type, [.. batch, size, size], [.. values.Select((v, i) => i % (size * size) % (size + 1) == 0 ? 16 * (size + 1) : v)], 1 / 16.0);

    private static Gen<OpCase> Alone(string op) =>
        from type in Floats
        from batch in Gen.Long[0, 2].Array[0, 1]
        from size in Gen.Int[1, 5]
        from input in Matrices(type, batch, size)
        from adjoint in Gen.Bool
        select op == "MatrixInverse" ? Cases.Of(op, [input], ("adjoint", Attributes.Of(adjoint))) : Cases.Of(op, [input]);

    private static Gen<OpCase> Solve(string op) =>
        from type in Floats
        from batch in Gen.Long[1, 2].Array[0, 1]
        from size in Gen.Int[1, 5]
        from columns in Gen.Long[0, 3]
        from input in Matrices(type, batch, size)
        from right in LinearRecipes.Finite(type, [.. batch, size, columns])
        from adjoint in Gen.Bool
        from lower in Gen.Bool
        select op == "MatrixSolve"
            ? Cases.Of(op, [input, right], ("adjoint", Attributes.Of(adjoint)))
            : Cases.Of(op, [input, right], ("adjoint", Attributes.Of(adjoint)), ("lower", Attributes.Of(lower)));

    private static Gen<OpCase> Cross() =>
        from type in Gen.OneOf(DataType.Float, DataType.Double, DataType.Int32, DataType.Int8, DataType.Uint8)
        from shape in Gen.Long[0, 3].Array[0, 2]
        from a in LinearRecipes.Finite(type, [.. shape, 3])
        from b in LinearRecipes.Finite(type, [.. shape, 3])
        select Cases.Of("Cross", [a, b]);
}
