using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Images;

/// <summary>Decoding, resizing and cutting images.</summary>
internal static class ImageOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Images");

    public static Operation AdjustContrastv2 { get; } = Family.Add();
    public static Operation CropAndResize { get; } = Family.Add();
    public static Operation DecodeImage { get; } = Family.Add(hints: HintRules.Image);
    public static Operation DecodeJpeg { get; } = Family.Add(hints: HintRules.Image);
    public static Operation DecodePng { get; } = Family.Add(hints: HintRules.Image);
    public static Operation HSVToRGB { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.InnerVector);
    public static Operation ImageProjectiveTransformV2 { get; } = Family.Add();
    public static Operation ImageProjectiveTransformV3 { get; } = Family.Add();
    public static Operation NonMaxSuppressionV3 { get; } = Family.Add();
    public static Operation NonMaxSuppressionV4 { get; } = Family.Add();
    public static Operation NonMaxSuppressionV5 { get; } = Family.Add();
    public static Operation RGBToHSV { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.InnerVector);
    public static Operation ResizeArea { get; } = Family.Add(shapes: ShapeRules.Resized, rows: RowRules.PerRow);
    public static Operation ResizeBicubic { get; } = Family.Add(shapes: ShapeRules.Resized, rows: RowRules.PerRow);
    public static Operation ResizeBilinear { get; } = Family.Add(shapes: ShapeRules.Resized, rows: RowRules.PerRow);
    public static Operation ResizeNearestNeighbor { get; } = Family.Add(shapes: ShapeRules.Resized, rows: RowRules.PerRow);
    public static Operation ScaleAndTranslate { get; } = Family.Add();
}
