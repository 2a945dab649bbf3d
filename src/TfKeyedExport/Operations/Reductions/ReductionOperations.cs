using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Reductions;

/// <summary>Many elements to one.</summary>
internal static class ReductionOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Reductions");

    public static Operation All { get; } = Family.Add(shapes: ShapeRules.Reduce, rows: RowRules.Reduce, hints: HintRules.Axis);
    public static Operation Any { get; } = Family.Add(shapes: ShapeRules.Reduce, rows: RowRules.Reduce, hints: HintRules.Axis);
    public static Operation ArgMax { get; } = Family.Add(shapes: ShapeRules.Pick, rows: RowRules.Pick, hints: HintRules.Axis);
    public static Operation ArgMin { get; } = Family.Add(shapes: ShapeRules.Pick, rows: RowRules.Pick, hints: HintRules.Axis);
    public static Operation Cumprod { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Running, hints: HintRules.Axis);
    public static Operation Cumsum { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Running, hints: HintRules.Axis);
    public static Operation CumulativeLogsumexp { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Running, hints: HintRules.Axis);
    public static Operation EuclideanNorm { get; } = Family.Add(shapes: ShapeRules.Norm, rows: RowRules.Reduce, hints: HintRules.Axis);
    public static Operation Max { get; } = Family.Add(shapes: ShapeRules.Reduce, rows: RowRules.Reduce, hints: HintRules.Reshaped);
    public static Operation Mean { get; } = Family.Add(shapes: ShapeRules.Reduce, rows: RowRules.Reduce, hints: HintRules.Axis);
    public static Operation Min { get; } = Family.Add(shapes: ShapeRules.Reduce, rows: RowRules.Reduce, hints: HintRules.Reshaped);
    public static Operation Prod { get; } = Family.Add(shapes: ShapeRules.ReduceProduct, rows: RowRules.Reduce, hints: HintRules.Axis);
    public static Operation Sum { get; } = Family.Add(shapes: ShapeRules.Reduce, rows: RowRules.Reduce, hints: HintRules.Axis);
}
