using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Images in other sizes, parts of them, and their colours.</summary>
internal static class ImageRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("AdjustContrastv2", Contrast()),
        new("CropAndResize", Crop()),
        new("HSVToRGB", Colours("HSVToRGB")),
        new("ImageProjectiveTransformV2", Transform("ImageProjectiveTransformV2")),
        new("ImageProjectiveTransformV3", Transform("ImageProjectiveTransformV3")),
        .. new[] { "NonMaxSuppressionV3", "NonMaxSuppressionV4", "NonMaxSuppressionV5" }.Select(op => new Recipe(op, Suppression(op))),
        new("RGBToHSV", Colours("RGBToHSV")),
        new("ResizeArea", Resize("ResizeArea")),
        new("ResizeBicubic", Resize("ResizeBicubic")),
        new("ResizeBilinear", Resize("ResizeBilinear")),
        new("ResizeNearestNeighbor", Resize("ResizeNearestNeighbor")),
        new("ScaleAndTranslate", Translate()),
    ];

    private static Gen<DataType> Types { get; } = Gen.OneOf(DataType.Float, DataType.Uint8, DataType.Int32, DataType.Double, DataType.Int16);

    private static Gen<Tensor> Images(DataType type, long batch, long channels) =>
        from size in Gen.Long[1, 7].Array[2]
        from images in LinearRecipes.Finite(type, [batch, size[0], size[1], channels])
        select images;

    private static Gen<OpCase> Resize(string op) =>
        from type in Types
        from batch in Gen.Long[1, 2]
        from images in Images(type, batch, 2)
        from size in Gen.Long[1, 9].Array[2]
        from mode in Gen.Int[0, 2]
        let to = Cases.Vector(DataType.Int32, size)
        select op == "ResizeArea"
            ? Cases.Of(op, [images, to], ("align_corners", Attributes.Of(mode == 1)))
            : Cases.Of(op, [images, to], ("align_corners", Attributes.Of(mode == 1)), ("half_pixel_centers", Attributes.Of(mode == 2)));

    private static Gen<OpCase> Translate() =>
        from type in Gen.OneOf(DataType.Float, DataType.Uint8, DataType.Int32)
        from images in Images(type, 2, 2)
        from size in Gen.Long[1, 9].Array[2]
        from scale in Gen.OneOf(0.5f, 1, 1.5f, 2, 0.3f).Array[2]
        from translation in Gen.OneOf(0f, 0.5f, -1, 2.25f).Array[2]
        from curve in Gen.OneOf("lanczos1", "lanczos3", "lanczos5", "gaussian", "box", "triangle", "keyscubic", "mitchellcubic")
        from antialias in Gen.Bool
        select Cases.Of(
            "ScaleAndTranslate", [images, Cases.Vector(DataType.Int32, size), Tensor.From<float>(scale), Tensor.From<float>(translation)],
            ("kernel_type", Attributes.Of(curve)), ("antialias", Attributes.Of(antialias)));

    private static Gen<OpCase> Crop() =>
        from type in Types
        from images in Images(type, 2, 2)
        from boxes in Gen.Int[0, 3]
        from edges in Gen.Int[-8, 24].Array[4 * boxes]
        from owners in Gen.Long[0, 1].Array[boxes]
        from wrong in Gen.Int[0, 9]
        from size in Gen.Long[1, 5].Array[2]
        from method in Gen.OneOf("bilinear", "nearest")
        select Cases.Of(
            "CropAndResize",
            [
                images, Tensor.From<float>(new TensorShape(boxes, 4), [.. edges.Select(e => e / 16f)]),
                Cases.Vector(DataType.Int32, [.. owners.Select(o => wrong == 0 ? o + 1 : o)]),
                Cases.Vector(DataType.Int32, size),
            ],
            ("method", Attributes.Of(method)), ("extrapolation_value", Attributes.Of(7f)));

    // Whole and half numbers: between them neither engine's rounding can choose another pixel.
    private static Gen<OpCase> Transform(string op) =>
        from type in Gen.OneOf(DataType.Float, DataType.Double)
        from images in Images(type, 2, 2)
        from one in Gen.Bool
        from parts in Gen.Int[-4, 4].Array[one ? 8 : 16]
        from size in Gen.Long[1, 6].Array[2]
        from mode in Gen.OneOf("CONSTANT", "REFLECT", "WRAP", "NEAREST")
        from interpolation in Gen.OneOf("NEAREST", "BILINEAR")
        let transforms = Tensor.From<float>(new TensorShape(one ? 1 : 2, 8), [.. parts.Select((p, i) => i % 8 > 5 ? 0 : p / 2f)])
        let inputs = new[] { images, transforms, Cases.Vector(DataType.Int32, size) }
        select Cases.Of(
            op, op.EndsWith("V3", StringComparison.Ordinal) ? [.. inputs, Cases.Scalar(1.5f)] : inputs,
            ("interpolation", Attributes.Of(interpolation)), ("fill_mode", Attributes.Of(mode)));

    private static Gen<OpCase> Colours(string op) =>
        from type in Gen.OneOf(DataType.Float, DataType.Double)
        from shape in Gen.Long[0, 3].Array[0, 2]
        from values in Gen.Int[0, 16].Array[(int)new TensorShape([.. shape, 3]).ElementCount()]
        select Cases.Of(op, [Numbers.From(type, [.. shape, 3], values, 1 / 16.0)]);

    private static Gen<OpCase> Suppression(string op) =>
        from count in Gen.Int[0, 8]
        from corners in Gen.Int[0, 8].Array[4 * count]
        from scores in Gen.Int[-4, 20].Array[count]
        from most in Gen.Int[-1, 6]
        from overlap in Gen.OneOf(0f, 0.3f, 0.55f, 1, 1.5f)
        from least in Gen.OneOf(-10f, 0, 0.3f)
        from sigma in Gen.OneOf(0f, 0, 0.5f)
        from pad in Gen.Bool
        let inputs = new[]
        {
            Numbers.From(DataType.Float, [count, 4], corners, 1 / 8.0), Numbers.From(DataType.Float, [count], scores, 1 / 16.0), Cases.Scalar(most),
            Cases.Scalar(overlap), Cases.Scalar(least),
        }
        select op == "NonMaxSuppressionV3" ? Cases.Of(op, inputs)
            : Cases.Of(op, op == "NonMaxSuppressionV4" ? inputs : [.. inputs, Cases.Scalar(sigma)], ("pad_to_max_output_size", Attributes.Of(pad)));

    private static Gen<OpCase> Contrast() =>
        from shape in Gen.Long[1, 4].Array[3, 4]
        from images in LinearRecipes.Finite(DataType.Float, shape)
        from factor in Gen.Float[-2, 3]
        select Cases.Of("AdjustContrastv2", [images, Cases.Scalar(factor)]);
}
