using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Linear;

/// <summary>Products and what belongs to matrices.</summary>
internal static class LinearOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Linear");

    public static Operation BatchMatMul { get; } = Family.Add(shapes: ShapeRules.BatchMatMul, rows: RowRules.BatchMatMul, traits: Trait.Multiplies);
    public static Operation BatchMatMulV2 { get; } = Family.Add(shapes: ShapeRules.BatchMatMul, rows: RowRules.BatchMatMul, traits: Trait.Multiplies);
    public static Operation BatchMatMulV3 { get; } = Family.Add(shapes: ShapeRules.BatchMatMul, rows: RowRules.BatchMatMul, traits: Trait.Multiplies);
    public static Operation BiasAdd { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.BiasAdd);
    public static Operation BiasAddV1 { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.BiasAdd);
    public static Operation Cholesky { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.InnerMatrix);
    public static Operation Cross { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.InnerVector);
    public static Operation Einsum { get; } = Family.Add(shapes: ShapeRules.Einsum, rows: RowRules.Einsum, traits: Trait.Multiplies);
    public static Operation LogMatrixDeterminant { get; } = Family.Add();
    public static Operation MatMul { get; } = Family.Add(shapes: ShapeRules.MatMul, rows: RowRules.MatMul, hints: HintRules.Product, traits: Trait.Multiplies);
    public static Operation MatrixBandPart { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.InnerMatrix);
    public static Operation MatrixDeterminant { get; } = Family.Add(rows: RowRules.InnerMatrix);
    public static Operation MatrixInverse { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.InnerMatrix);
    public static Operation MatrixSolve { get; } = Family.Add();
    public static Operation MatrixTriangularSolve { get; } = Family.Add();
    public static Operation SparseMatMul { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation TridiagonalMatMul { get; } = Family.Add(traits: Trait.Multiplies);
}
