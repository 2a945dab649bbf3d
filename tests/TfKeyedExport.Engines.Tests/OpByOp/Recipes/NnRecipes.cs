using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Layers of neural networks.</summary>
internal static class NnRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("Conv2D", Convolution("Conv2D")), new("DepthwiseConv2dNative", Convolution("DepthwiseConv2dNative")),
        .. new[] { "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3" }.Select(op => new Recipe(op, Normalization(op))),
        new("MaxPool", Pool("MaxPool")), new("AvgPool", Pool("AvgPool")),
        new("Softmax", Softmax("Softmax")), new("LogSoftmax", Softmax("LogSoftmax")), new("TopKV2", TopK()), new("NthElement", NthElement()),
    ];

    // Empty results are left out: for them TensorFlow answers with the shape of its input, whatever the strides.
    private static Gen<OpCase> Convolution(string op) =>
        from images in Gen.Long[1, 3]
        from size in Gen.Long[5, 9].Array[2]
        from channels in Gen.OneOf(1L, 2, 3, 8, 17)
        from results in Gen.OneOf(1L, 2, 5, 8, 16, 33)
        from window in Gen.Long[1, 3].Array[2]
        from stride in Gen.Long[1, 2]
        from dilation in Gen.Long[1, 2]
        from padding in Gen.OneOf("SAME", "VALID")
        let depthwise = op != "Conv2D"
        from type in depthwise ? Gen.OneOf(DataType.Float, DataType.Double) : Gen.OneOf(DataType.Float, DataType.Double, DataType.Int32)
        from input in LinearRecipes.Finite(type, [images, size[0], size[1], channels])
        from filter in LinearRecipes.Finite(type, [window[0], window[1], channels, depthwise ? Math.Min(results, 2) : results])
        from constant in Gen.Bool
        select new OpCase(
            op, Image(type, padding, stride, ("dilations", Attributes.Of(1, stride == 1 ? dilation : 1, stride == 1 ? dilation : 1, 1))), [input, filter],
            constant ? [1] : []);

    private static Gen<OpCase> Pool(string op) =>
        from images in Gen.Long[1, 3]
        from size in Gen.Long[3, 9].Array[2]
        from channels in Gen.OneOf(1L, 3, 8, 17)
        from window in Gen.Long[1, 3]
        from stride in Gen.Long[1, 3]
        from padding in Gen.OneOf("SAME", "VALID")
        from type in op == "AvgPool"
            ? Gen.OneOf(DataType.Float, DataType.Double)
            : Gen.OneOf(DataType.Float, DataType.Double, DataType.Int32, DataType.Int8, DataType.Uint8, DataType.Int64)
        from input in op == "MaxPool" ? Values.Of(type, [images, size[0], size[1], channels]) : LinearRecipes.Finite(type, [images, size[0], size[1], channels])
        select new OpCase(op, Image(type, padding, stride, ("ksize", Attributes.Of(1, window, window, 1))), [input]);

    private static Gen<OpCase> Softmax(string op) =>
        from type in Gen.OneOf(DataType.Float, DataType.Double)
        from shape in Shapes.Size.Array[1, 3]
        from input in LinearRecipes.Finite(type, shape)
        select new OpCase(op, new() { ["T"] = Attributes.Of(type) }, [input]);

    // Further outputs mean nothing in a graph without training; in one with it, the last ones are for gradients only.
    private static Gen<OpCase> Normalization(string op) =>
        from shape in Gen.Long[1, 5].Array[4]
        from input in LinearRecipes.Finite(DataType.Float, shape)
        from parameters in LinearRecipes.Finite(DataType.Float, [shape[3]]).Array[3]
        from variances in Gen.Float[0.1f, 9].Array[(int)shape[3]]
        from epsilon in Gen.OneOf(0.001f, 0.1f)
        from training in Gen.Bool
        from nothing in Gen.Bool
        let attributes = new[] { ("T", Attributes.Of(DataType.Float)), ("epsilon", Attributes.Of(epsilon)), ("is_training", Attributes.Of(training)) }
        let given = (Tensor[])[input, .. parameters, Tensor.From<float>(variances)]
        select new OpCase(op, [], training && nothing ? [.. given[..3], Tensor.From<float>(), Tensor.From<float>()] : given)
        {
            Graph = new OpGraph(
                [
                    OpGraph.Node(
                        "op", op, ["i00", "i01", "i02", "i03", "i04"],
                        op == "FusedBatchNorm" ? attributes : [.. attributes, ("U", Attributes.Of(DataType.Float))]),
                ],
                [("op:0", DataType.Float), .. training ? [("op:1", DataType.Float), ("op:2", DataType.Float)] : Array.Empty<(string, DataType)>()]),
        };

    private static Gen<OpCase> TopK() =>
        from type in Gen.OneOf(DataType.Float, DataType.Int32, DataType.Int64, DataType.Uint8, DataType.Double)
        from shape in Shapes.Size.Array[1, 3]
        from input in Values.Of(type, shape)
        from k in Gen.Int[0, (int)Math.Min(40, shape[^1] + 1)]
        select new OpCase("TopKV2", new() { ["T"] = Attributes.Of(type) }, [input, Tensor.From<int>(TensorShape.Scalar, [k])]);

    private static Gen<OpCase> NthElement() =>
        from type in Gen.OneOf(DataType.Float, DataType.Int32, DataType.Int64, DataType.Uint8, DataType.Double, DataType.Half)
        from shape in Shapes.Size.Array[1, 3]
        from input in Values.Of(type, shape)
        from n in Gen.Int[0, (int)shape[^1]]
        from reverse in Gen.Bool
        let attributes = new Dictionary<string, AttrValue> { ["T"] = Attributes.Of(type), ["reverse"] = Attributes.Of(reverse) }
        select new OpCase("NthElement", attributes, [input, Tensor.From<int>(TensorShape.Scalar, [n])]);

    private static Dictionary<string, AttrValue> Image(DataType type, string padding, long stride, (string Name, AttrValue Value) other) => new()
    {
        ["T"] = Attributes.Of(type),
        ["padding"] = Attributes.Of(padding),
        ["strides"] = Attributes.Of(1, stride, stride, 1),
        [other.Name] = other.Value,
    };
}
