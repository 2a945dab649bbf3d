using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Counting;

/// <summary>Counting elements, and finding their places among boundaries.</summary>
internal static class CountingOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Counting");

    public static Operation Bincount { get; } = Family.Add(hints: HintRules.Counted);
    public static Operation Bucketize { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each, hints: HintRules.Buckets);
    public static Operation DenseBincount { get; } = Family.Add(shapes: ShapeRules.Bincount, rows: RowRules.Bincount, hints: HintRules.Counted);
    public static Operation DenseCountSparseOutput { get; } = Family.Add();
    public static Operation HistogramFixedWidth { get; } = Family.Add();
    public static Operation LowerBound { get; } = Family.Add();
    public static Operation RaggedBincount { get; } = Family.Add();
    public static Operation RaggedCountSparseOutput { get; } = Family.Add();
    public static Operation SparseBincount { get; } = Family.Add();
    public static Operation SparseCountSparseOutput { get; } = Family.Add();
    public static Operation UpperBound { get; } = Family.Add();
}
