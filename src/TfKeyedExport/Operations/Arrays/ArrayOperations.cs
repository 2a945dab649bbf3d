using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Arrays;

/// <summary>Making, viewing and moving elements.</summary>
internal static class ArrayOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Arrays");

    public static Operation BatchToSpace { get; } = Family.Add();
    public static Operation BatchToSpaceND { get; } = Family.Add();
    public static Operation Bitcast { get; } = Family.Add();
    public static Operation BroadcastArgs { get; } = Family.Add();
    public static Operation BroadcastTo { get; } = Family.Add();
    public static Operation CheckNumerics { get; } = Family.Add(effect: Effect.None);
    public static Operation Concat { get; } = Family.Add();
    public static Operation ConcatOffset { get; } = Family.Add();
    public static Operation ConcatV2 { get; } = Family.Add(shapes: ShapeRules.Concat);
    public static Operation Const { get; } = Family.Add(traits: Trait.Moves);
    public static Operation DepthToSpace { get; } = Family.Add();
    public static Operation Diag { get; } = Family.Add();
    public static Operation DiagPart { get; } = Family.Add();
    public static Operation DynamicPartition { get; } = Family.Add();
    public static Operation DynamicStitch { get; } = Family.Add();
    public static Operation EnsureShape { get; } = Family.Add();
    public static Operation ExpandDims { get; } = Family.Add(shapes: ShapeRules.ExpandDims);
    public static Operation Fill { get; } = Family.Add(shapes: ShapeRules.Fill);
    public static Operation Gather { get; } = Family.Add();
    public static Operation GatherNd { get; } = Family.Add();
    public static Operation GatherV2 { get; } = Family.Add(shapes: ShapeRules.Gather);
    public static Operation Identity { get; } = Family.Add(passes: Passing.Values);
    public static Operation IdentityN { get; } = Family.Add(passes: Passing.Values);
    public static Operation InvertPermutation { get; } = Family.Add();
    public static Operation LinSpace { get; } = Family.Add();
    public static Operation MatrixDiag { get; } = Family.Add();
    public static Operation MatrixDiagPart { get; } = Family.Add();
    public static Operation MatrixDiagPartV2 { get; } = Family.Add();
    public static Operation MatrixDiagPartV3 { get; } = Family.Add();
    public static Operation MatrixDiagV2 { get; } = Family.Add();
    public static Operation MatrixDiagV3 { get; } = Family.Add();
    public static Operation MatrixSetDiag { get; } = Family.Add();
    public static Operation MatrixSetDiagV2 { get; } = Family.Add();
    public static Operation MatrixSetDiagV3 { get; } = Family.Add();
    public static Operation MirrorPad { get; } = Family.Add();
    public static Operation NoOp { get; } = Family.Add(traits: Trait.Moves);
    public static Operation OneHot { get; } = Family.Add(shapes: ShapeRules.OneHot);
    public static Operation OnesLike { get; } = Family.Add(shapes: ShapeRules.LikeFirst, traits: Trait.TakesSizes);
    public static Operation Pack { get; } = Family.Add(shapes: ShapeRules.Pack);
    public static Operation Pad { get; } = Family.Add();
    public static Operation PadV2 { get; } = Family.Add();
    public static Operation ParallelDynamicStitch { get; } = Family.Add();
    public static Operation Placeholder { get; } = Family.Add(traits: Trait.Moves);
    public static Operation PlaceholderWithDefault { get; } = Family.Add(passes: Passing.Values);
    public static Operation PreventGradient { get; } = Family.Add(passes: Passing.Values);
    public static Operation Range { get; } = Family.Add(shapes: ShapeRules.Range);
    public static Operation Rank { get; } = Family.Add(traits: Trait.TakesSizes);
    public static Operation RefIdentity { get; } = Family.Add(passes: Passing.Values | Passing.Reference);
    public static Operation Reshape { get; } = Family.Add(shapes: ShapeRules.Reshape);
    public static Operation ReverseSequence { get; } = Family.Add();
    public static Operation ReverseV2 { get; } = Family.Add();
    public static Operation Roll { get; } = Family.Add();
    public static Operation Shape { get; } = Family.Add(shapes: ShapeRules.Shape, traits: Trait.TakesSizes | Trait.Moves);
    public static Operation ShapeN { get; } = Family.Add(traits: Trait.TakesSizes);
    public static Operation Size { get; } = Family.Add(traits: Trait.TakesSizes);
    public static Operation Slice { get; } = Family.Add(shapes: ShapeRules.Slice);
    public static Operation Snapshot { get; } = Family.Add(passes: Passing.Values);
    public static Operation SpaceToBatch { get; } = Family.Add();
    public static Operation SpaceToBatchND { get; } = Family.Add();
    public static Operation SpaceToDepth { get; } = Family.Add();
    public static Operation Split { get; } = Family.Add();
    public static Operation SplitV { get; } = Family.Add();
    public static Operation Squeeze { get; } = Family.Add(shapes: ShapeRules.Squeeze);
    public static Operation StopGradient { get; } = Family.Add(passes: Passing.Values);
    public static Operation StridedSlice { get; } = Family.Add(shapes: ShapeRules.StridedSlice);
    public static Operation Tile { get; } = Family.Add(shapes: ShapeRules.Tile);
    public static Operation TopKV2 { get; } = Family.Add();
    public static Operation Transpose { get; } = Family.Add(shapes: ShapeRules.Transpose);
    public static Operation Unpack { get; } = Family.Add();
    public static Operation UnravelIndex { get; } = Family.Add();
    public static Operation Where { get; } = Family.Add(shapes: ShapeRules.Where);
    public static Operation ZerosLike { get; } = Family.Add(shapes: ShapeRules.LikeFirst, traits: Trait.TakesSizes);
}
