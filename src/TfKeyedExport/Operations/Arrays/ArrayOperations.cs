using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Arrays;

/// <summary>Making, viewing and moving elements.</summary>
internal static class ArrayOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Arrays");

    public static Operation BatchToSpace { get; } = Family.Add();
    public static Operation BatchToSpaceND { get; } = Family.Add(shapes: ShapeRules.BatchToSpace, rows: RowRules.BatchToSpace, hints: HintRules.Reshaped);
    public static Operation Bitcast { get; } = Family.Add();
    public static Operation BroadcastArgs { get; } = Family.Add();
    public static Operation BroadcastTo { get; } = Family.Add(shapes: ShapeRules.SizesOfSecond, rows: RowRules.BroadcastTo, hints: HintRules.Reshaped);
    public static Operation CheckNumerics { get; } = Family.Add(
        effect: Effect.Checks, shapes: ShapeRules.LikeFirst, rows: RowRules.Each, hints: HintRules.Same);
    public static Operation Concat { get; } = Family.Add(rows: RowRules.ConcatByFirst);
    public static Operation ConcatOffset { get; } = Family.Add();
    public static Operation ConcatV2 { get; } = Family.Add(shapes: ShapeRules.Concat, rows: RowRules.Concat, hints: HintRules.Mixed);
    public static Operation Const { get; } = Family.Add(traits: Trait.Moves);
    public static Operation DepthToSpace { get; } = Family.Add(rows: RowRules.PerRow);
    public static Operation Diag { get; } = Family.Add();
    public static Operation DiagPart { get; } = Family.Add();
    public static Operation DynamicPartition { get; } = Family.Add(
        shapes: ShapeRules.Partition, rows: RowRules.Partition, hints: HintRules.Parts + HintRules.Reshaped);
    public static Operation DynamicStitch { get; } = Family.Add(shapes: ShapeRules.Stitch, rows: RowRules.Stitch);
    public static Operation EnsureShape { get; } = Family.Add(shapes: ShapeRules.EnsureShape, rows: RowRules.Each, hints: HintRules.Same);
    public static Operation ExpandDims { get; } = Family.Add(shapes: ShapeRules.ExpandDims, rows: RowRules.ExpandDims, hints: HintRules.Reshaped);
    public static Operation Fill { get; } = Family.Add(shapes: ShapeRules.Fill, rows: RowRules.Fill);
    public static Operation Gather { get; } = Family.Add(shapes: ShapeRules.Gather, rows: RowRules.Gather, hints: HintRules.BatchedRows + HintRules.Reshaped);
    public static Operation GatherNd { get; } = Family.Add(shapes: ShapeRules.GatherNd, rows: RowRules.GatherNd, hints: HintRules.Places + HintRules.Reshaped);
    public static Operation GatherV2 { get; } = Family.Add(shapes: ShapeRules.Gather, rows: RowRules.Gather, hints: HintRules.AlongAxis + HintRules.Reshaped);
    public static Operation Identity { get; } = Family.Add(passes: Passing.Values, hints: HintRules.SameSize + HintRules.Same);
    public static Operation IdentityN { get; } = Family.Add(passes: Passing.Values, hints: HintRules.Same);
    public static Operation InvertPermutation { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Invert);
    public static Operation LinSpace { get; } = Family.Add();
    public static Operation MatrixDiag { get; } = Family.Add(shapes: ShapeRules.Diagonals, rows: RowRules.InnerVector);
    public static Operation MatrixDiagPart { get; } = Family.Add(shapes: ShapeRules.DiagonalParts, rows: RowRules.InnerMatrix);
    public static Operation MatrixDiagPartV2 { get; } = Family.Add(shapes: ShapeRules.DiagonalParts, rows: RowRules.InnerMatrix);
    public static Operation MatrixDiagPartV3 { get; } = Family.Add(shapes: ShapeRules.DiagonalParts, rows: RowRules.InnerMatrix);
    public static Operation MatrixDiagV2 { get; } = Family.Add(shapes: ShapeRules.Diagonals, rows: RowRules.InnerVector);
    public static Operation MatrixDiagV3 { get; } = Family.Add(shapes: ShapeRules.Diagonals, rows: RowRules.InnerVector);
    public static Operation MatrixSetDiag { get; } = Family.Add();
    public static Operation MatrixSetDiagV2 { get; } = Family.Add();
    public static Operation MatrixSetDiagV3 { get; } = Family.Add();
    public static Operation MirrorPad { get; } = Family.Add(shapes: ShapeRules.Pad, rows: RowRules.Pad, hints: HintRules.Reshaped);
    public static Operation NoOp { get; } = Family.Add(traits: Trait.Moves);
    public static Operation NthElement { get; } = Family.Add();
    public static Operation OneHot { get; } = Family.Add(shapes: ShapeRules.OneHot, rows: RowRules.OneHot, hints: HintRules.Hot);
    public static Operation OnesLike { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Sized, traits: Trait.TakesSizes);
    public static Operation Pack { get; } = Family.Add(shapes: ShapeRules.Pack, rows: RowRules.Pack, hints: HintRules.Mixed);
    public static Operation Pad { get; } = Family.Add(shapes: ShapeRules.Pad, rows: RowRules.Pad, hints: HintRules.Reshaped);
    public static Operation PadV2 { get; } = Family.Add(shapes: ShapeRules.Pad, rows: RowRules.Pad, hints: HintRules.Reshaped);
    public static Operation ParallelDynamicStitch { get; } = Family.Add(shapes: ShapeRules.Stitch, rows: RowRules.Stitch);
    public static Operation Placeholder { get; } = Family.Add(traits: Trait.Moves);
    public static Operation PlaceholderWithDefault { get; } = Family.Add(passes: Passing.Values, hints: HintRules.Same);
    public static Operation PreventGradient { get; } = Family.Add(passes: Passing.Values, hints: HintRules.Same);
    public static Operation Range { get; } = Family.Add(shapes: ShapeRules.Range, rows: RowRules.Range);
    public static Operation Rank { get; } = Family.Add(shapes: ShapeRules.Rank, hints: HintRules.Rank, traits: Trait.TakesSizes);
    public static Operation RefIdentity { get; } = Family.Add(passes: Passing.Values | Passing.Reference);
    public static Operation Reshape { get; } = Family.Add(shapes: ShapeRules.Reshape, rows: RowRules.Reshape, hints: HintRules.Reshaped);
    public static Operation ReverseSequence { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.ReverseSequence, hints: HintRules.Reshaped);
    public static Operation ReverseV2 { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Reverse, hints: HintRules.MovedAlong);
    public static Operation Roll { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Roll, hints: HintRules.Reshaped);
    public static Operation Shape { get; } = Family.Add(shapes: ShapeRules.Shape, hints: HintRules.Shape, traits: Trait.TakesSizes | Trait.Moves);
    public static Operation ShapeN { get; } = Family.Add(traits: Trait.TakesSizes);
    public static Operation Size { get; } = Family.Add(shapes: ShapeRules.Count, traits: Trait.TakesSizes);
    public static Operation Slice { get; } = Family.Add(shapes: ShapeRules.Slice, rows: RowRules.Slice, hints: HintRules.Reshaped);
    public static Operation Snapshot { get; } = Family.Add(passes: Passing.Values, hints: HintRules.Same);
    public static Operation SpaceToBatch { get; } = Family.Add();
    public static Operation SpaceToBatchND { get; } = Family.Add(shapes: ShapeRules.SpaceToBatch, rows: RowRules.SpaceToBatch);
    public static Operation SpaceToDepth { get; } = Family.Add(rows: RowRules.PerRow);
    public static Operation Split { get; } = Family.Add(shapes: ShapeRules.Split, rows: RowRules.SplitByFirst, hints: HintRules.ReshapedSecond);
    public static Operation SplitV { get; } = Family.Add(shapes: ShapeRules.SplitV, rows: RowRules.SplitByThird, hints: HintRules.Reshaped);
    public static Operation Squeeze { get; } = Family.Add(shapes: ShapeRules.Squeeze, rows: RowRules.Squeeze, hints: HintRules.Reshaped);
    public static Operation StopGradient { get; } = Family.Add(passes: Passing.Values, hints: HintRules.Same);
    public static Operation StridedSlice { get; } = Family.Add(
        shapes: ShapeRules.StridedSlice, rows: RowRules.StridedSlice, hints: HintRules.PickSize + HintRules.Reshaped);
    public static Operation Tile { get; } = Family.Add(shapes: ShapeRules.Tile, rows: RowRules.Tile, hints: HintRules.Reshaped);
    public static Operation TopKV2 { get; } = Family.Add(shapes: ShapeRules.TopK, rows: RowRules.TopK);
    public static Operation Transpose { get; } = Family.Add(shapes: ShapeRules.Transpose, rows: RowRules.Transpose, hints: HintRules.Reshaped);
    public static Operation Unpack { get; } = Family.Add(shapes: ShapeRules.Unpack, rows: RowRules.Unpack, hints: HintRules.Reshaped);
    public static Operation UnravelIndex { get; } = Family.Add();
    public static Operation Where { get; } = Family.Add(shapes: ShapeRules.Where, rows: RowRules.Where);
    public static Operation ZerosLike { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Sized, traits: Trait.TakesSizes);
}
