using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Segments;

/// <summary>Sums and the like over the rows of each segment.</summary>
internal static class SegmentOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Segments");

    public static Operation SegmentMax { get; } = Family.Add(shapes: ShapeRules.Segments, rows: RowRules.Segment);
    public static Operation SegmentMean { get; } = Family.Add(shapes: ShapeRules.Segments, rows: RowRules.Segment);
    public static Operation SegmentMin { get; } = Family.Add(shapes: ShapeRules.Segments, rows: RowRules.Segment);
    public static Operation SegmentProd { get; } = Family.Add(shapes: ShapeRules.Segments, rows: RowRules.Segment);
    public static Operation SegmentSum { get; } = Family.Add(shapes: ShapeRules.Segments, rows: RowRules.Segment);
    public static Operation SparseSegmentMean { get; } = Family.Add(shapes: ShapeRules.Segments, rows: RowRules.SparseSegment, hints: HintRules.Rows);
    public static Operation SparseSegmentMeanWithNumSegments { get; } = Family.Add(hints: HintRules.Rows);
    public static Operation SparseSegmentSqrtN { get; } = Family.Add(shapes: ShapeRules.Segments, rows: RowRules.SparseSegment, hints: HintRules.Rows);
    public static Operation SparseSegmentSqrtNWithNumSegments { get; } = Family.Add(hints: HintRules.Rows);
    public static Operation SparseSegmentSum { get; } = Family.Add(shapes: ShapeRules.Segments, rows: RowRules.SparseSegment, hints: HintRules.Rows);
    public static Operation SparseSegmentSumWithNumSegments { get; } = Family.Add(hints: HintRules.Rows);
    public static Operation UnsortedSegmentMax { get; } = Family.Add(
        shapes: ShapeRules.UnsortedSegment, rows: RowRules.UnsortedSegment, hints: HintRules.Segments);
    public static Operation UnsortedSegmentMin { get; } = Family.Add(
        shapes: ShapeRules.UnsortedSegment, rows: RowRules.UnsortedSegment, hints: HintRules.Segments);
    public static Operation UnsortedSegmentProd { get; } = Family.Add(
        shapes: ShapeRules.UnsortedSegment, rows: RowRules.UnsortedSegment, hints: HintRules.Segments);
    public static Operation UnsortedSegmentSum { get; } = Family.Add(
        shapes: ShapeRules.UnsortedSegment, rows: RowRules.UnsortedSegment, hints: HintRules.Segments);
}
