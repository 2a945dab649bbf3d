using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Nn;

/// <summary>Layers of neural nets.</summary>
internal static class NnOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Nn");

    public static Operation AvgPool { get; } = Family.Add(shapes: ShapeRules.Images, rows: RowRules.PerRow);
    public static Operation AvgPool3D { get; } = Family.Add(rows: RowRules.PerRow);
    public static Operation Conv { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation Conv2D { get; } = Family.Add(
        shapes: ShapeRules.Images, rows: RowRules.PerRow, hints: HintRules.Convolution, traits: Trait.Multiplies);
    public static Operation Conv2DBackpropInput { get; } = Family.Add(
        shapes: ShapeRules.SizesOfFirst, rows: RowRules.Backprop, traits: Trait.Multiplies);
    public static Operation Conv2DBackpropInputV2 { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation Conv3D { get; } = Family.Add(rows: RowRules.PerRow, traits: Trait.Multiplies);
    public static Operation Conv3DBackpropInput { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation Conv3DBackpropInputV2 { get; } = Family.Add(
        shapes: ShapeRules.SizesOfFirst, rows: RowRules.Backprop, traits: Trait.Multiplies);
    public static Operation DepthwiseConv2dNative { get; } = Family.Add(
        shapes: ShapeRules.Images, rows: RowRules.PerRow, hints: HintRules.Convolution, traits: Trait.Multiplies);
    public static Operation DepthwiseConv2dNativeBackpropInput { get; } = Family.Add(
        shapes: ShapeRules.SizesOfFirst, rows: RowRules.Backprop, traits: Trait.Multiplies);
    public static Operation ExtractImagePatches { get; } = Family.Add(rows: RowRules.PerRow);
    public static Operation FusedBatchNorm { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.BatchNorm);
    public static Operation FusedBatchNormV2 { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.BatchNorm);
    public static Operation FusedBatchNormV3 { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.BatchNorm);
    public static Operation FusedPadConv2D { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation FusedResizeAndPadConv2D { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation InTopK { get; } = Family.Add();
    public static Operation InTopKV2 { get; } = Family.Add(hints: HintRules.Classes);
    public static Operation LRN { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.PerRow);
    public static Operation LogSoftmax { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.AlongLast);
    public static Operation MaxPool { get; } = Family.Add(shapes: ShapeRules.Images, rows: RowRules.PerRow);
    public static Operation MaxPool3D { get; } = Family.Add(rows: RowRules.PerRow);
    public static Operation Softmax { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.AlongLast);
    public static Operation XlaConv { get; } = Family.Add(traits: Trait.Multiplies);
    public static Operation XlaConvV2 { get; } = Family.Add(traits: Trait.Multiplies);
}
