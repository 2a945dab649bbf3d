using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Convolutions of volumes, transposed convolutions, and windows over images and volumes.</summary>
internal static class VolumeRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("AvgPool3D", Pool("AvgPool3D")),
        new("Conv2DBackpropInput", Transposed("Conv2DBackpropInput", 2)),
        new("Conv3D", Convolution()),
        new("Conv3DBackpropInputV2", Transposed("Conv3DBackpropInputV2", 3)),
        new("ExtractImagePatches", Patches()),
        new("InTopK", InTopK("InTopK")),
        new("InTopKV2", InTopK("InTopKV2")),
        new("LRN", LocalResponse()),
        new("MaxPool3D", Pool("MaxPool3D")),
    ];

    private static Gen<string> Padding { get; } = Gen.OneOf("SAME", "VALID");

    private static Gen<DataType> Floats { get; } = Gen.OneOf(DataType.Float, DataType.Double);

    private static Gen<OpCase> Convolution() =>
        from type in Floats
        from size in Gen.Long[3, 6].Array[3]
        from channels in Gen.OneOf(1L, 3, 8)
        from results in Gen.OneOf(1L, 5, 17)
        from window in Gen.Long[1, 3].Array[3]
        from stride in Gen.Long[1, 2].Array[3]
        from padding in Padding
        from wrong in Gen.Int[0, 12]
        from input in LinearRecipes.Finite(type, [2, .. size, channels])
        from filter in LinearRecipes.Finite(type, [.. window, channels + (wrong == 0 ? 1 : 0), results])
        select Cases.Of("Conv3D", [input, filter], ("strides", Attributes.Of([1, .. stride, 1])), ("padding", Attributes.Of(padding)));

    private static Gen<OpCase> Transposed(string op, int dimensions) =>
        from type in op == "Conv2DBackpropInput" ? Attributes.Types(op).Where(t => t is not (DataType.Half or DataType.Bfloat16)) : Floats
        from size in Gen.Long[3, 7].Array[dimensions]
        from channels in Gen.OneOf(1L, 3, 8)
        from results in Gen.OneOf(1L, 5, 9)
        from window in Gen.Long[1, 3].Array[dimensions]
        from stride in Gen.Long[1, 3].Array[dimensions]
        from padding in Padding
        from wrong in Gen.Int[0, 12]
        let outputs = size.Select((s, d) => padding == "SAME" ? (s + stride[d] - 1) / stride[d] : (s - window[d] + stride[d]) / stride[d]).ToArray()
        from filter in LinearRecipes.Finite(type, [.. window, results, channels])
        from input in LinearRecipes.Finite(type, [2, outputs[0] + (wrong == 0 ? 1 : 0), .. outputs[1..], channels])
        select Cases.Of(
            op, [Cases.Vector(DataType.Int32, [2, .. size, results]), filter, input], ("strides", Attributes.Of([1, .. stride, 1])),
            ("padding", Attributes.Of(padding)));

    private static Gen<OpCase> Pool(string op) =>
        from size in Gen.Long[2, 6].Array[3]
        from channels in Gen.OneOf(1L, 3, 8)
        from window in Gen.Long[1, 3].Array[3]
        from stride in Gen.Long[1, 3].Array[3]
        from padding in Padding
        let shape = (long[])[2, .. size.Select((s, d) => Math.Max(s, window[d])), channels]
        from input in op == "MaxPool3D" ? Values.Of(DataType.Float, shape) : LinearRecipes.Finite(DataType.Float, shape)
        select Cases.Of(
            op, [input], ("ksize", Attributes.Of([1, .. window, 1])), ("strides", Attributes.Of([1, .. stride, 1])), ("padding", Attributes.Of(padding)));

    private static Gen<OpCase> Patches() =>
        from type in Gen.OneOf(DataType.Float, DataType.Int8, DataType.Int64, DataType.Double)
        from size in Gen.Long[5, 7].Array[2]
        from window in Gen.Long[1, 3].Array[2]
        from stride in Gen.Long[1, 3].Array[2]
        from rate in Gen.Long[1, 2]
        from padding in Padding
        from input in Values.Of(type, [2, .. size, 2])
        select Cases.Of(
            "ExtractImagePatches", [input], ("ksizes", Attributes.Of([1, .. window, 1])), ("strides", Attributes.Of([1, .. stride, 1])),
            ("padding", Attributes.Of(padding)),
            ("rates", Attributes.Of(1, rate, rate, 1)));

    private static Gen<OpCase> LocalResponse() =>
        from shape in Gen.Long[1, 5].Array[4]
        from input in LinearRecipes.Finite(DataType.Float, shape)
        from radius in Gen.Long[0, 3]
        from beta in Gen.OneOf(0.5f, 0.75f, 1)
        select Cases.Of(
            "LRN", [input], ("depth_radius", Attributes.Of(radius)), ("bias", Attributes.Of(1.5f)), ("alpha", Attributes.Of(0.3f)),
            ("beta", Attributes.Of(beta)));

    private static Gen<OpCase> InTopK(string op) =>
        from type in Cases.IndexType
        from rows in Gen.Long[0, 4]
        from classes in Gen.Long[1, 5]
        from scores in Values.Of(DataType.Float, [rows, classes])
        from targets in Gen.Long[-1, 5].Array[(int)rows]
        from k in Gen.Long[0, 4]
        select op == "InTopK"
            ? Cases.Of(op, [scores, Cases.Vector(type, targets)], ("k", Attributes.Of(k)))
            : Cases.Of(op, [scores, Cases.Vector(type, targets), Cases.Scalar(type, k)]);
}
