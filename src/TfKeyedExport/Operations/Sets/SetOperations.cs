using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Sets;

/// <summary>Which elements are different, and which are in both.</summary>
internal static class SetOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Sets");

    public static Operation ListDiff { get; } = Family.Add();
    public static Operation Unique { get; } = Family.Add(shapes: ShapeRules.Unique, rows: RowRules.Unique, hints: HintRules.FirstToFirst);
    public static Operation UniqueV2 { get; } = Family.Add(hints: HintRules.FirstToFirst);
    public static Operation UniqueWithCounts { get; } = Family.Add(shapes: ShapeRules.Some, rows: RowRules.Unique, hints: HintRules.FirstToFirst);
    public static Operation UniqueWithCountsV2 { get; } = Family.Add();
}
