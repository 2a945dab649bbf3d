using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Sparse;

/// <summary>Tensors that list what is not zero.</summary>
internal static class SparseOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Sparse");

    public static Operation SparseAdd { get; } = Family.Add();
    public static Operation SparseConcat { get; } = Family.Add();
    public static Operation SparseCross { get; } = Family.Add(shapes: ShapeRules.SparseTriple, rows: RowRules.Cross);
    public static Operation SparseCrossHashed { get; } = Family.Add(shapes: ShapeRules.SparseTriple, rows: RowRules.Cross);
    public static Operation SparseCrossV2 { get; } = Family.Add(shapes: ShapeRules.SparseTriple, rows: RowRules.Cross);
    public static Operation SparseDenseCwiseAdd { get; } = Family.Add();
    public static Operation SparseDenseCwiseDiv { get; } = Family.Add();
    public static Operation SparseDenseCwiseMul { get; } = Family.Add();
    public static Operation SparseFillEmptyRows { get; } = Family.Add(
        shapes: ShapeRules.FillEmptyRows, rows: RowRules.FillEmptyRows, hints: HintRules.SecondToSecond);
    public static Operation SparseMatrixMatMul { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation SparseReduceMax { get; } = Family.Add(shapes: ShapeRules.SparseReduce, rows: RowRules.SparseReduce);
    public static Operation SparseReduceSum { get; } = Family.Add(shapes: ShapeRules.SparseReduce, rows: RowRules.SparseReduce);
    public static Operation SparseReorder { get; } = Family.Add(
        shapes: ShapeRules.SparseReorder, rows: RowRules.SparseReorder, hints: HintRules.SecondToSecond);
    public static Operation SparseReshape { get; } = Family.Add(shapes: ShapeRules.SparseReshape, rows: RowRules.SparseReshape);
    public static Operation SparseSlice { get; } = Family.Add(hints: HintRules.SecondToSecond);
    public static Operation SparseSoftmax { get; } = Family.Add();
    public static Operation SparseSparseMaximum { get; } = Family.Add();
    public static Operation SparseSparseMinimum { get; } = Family.Add();
    public static Operation SparseTensorDenseAdd { get; } = Family.Add();
    public static Operation SparseTensorDenseMatMul { get; } = Family.Add(
        shapes: ShapeRules.SparseProduct, rows: RowRules.DenseMatMul, traits: Trait.Multiplies);
    public static Operation SparseToDense { get; } = Family.Add(shapes: ShapeRules.SizesOfSecond, rows: RowRules.SparseToDense, hints: HintRules.ThirdToFirst);
}
