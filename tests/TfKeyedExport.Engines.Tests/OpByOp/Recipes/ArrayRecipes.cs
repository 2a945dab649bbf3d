using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Operations that look at shapes or change them.</summary>
internal static class ArrayRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("CheckNumerics", CheckNumerics()), new("LinSpace", LinSpace()),
        new("ExpandDims", WithInteger("ExpandDims", "Tdim", Gen.Int[-4, 4])),
        new("Identity", Plain("Identity")),
        new("Reshape", Reshape()),
        new("Shape", Plain("Shape")),
        new("Squeeze", Squeeze()),
    ];

    private static Gen<OpCase> Plain(string op) =>
        from type in Attributes.Types(op)
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        select new OpCase(op, new() { ["T"] = Attributes.Of(type) }, [input]);

    private static Gen<OpCase> WithInteger(string op, string attribute, Gen<int> numbers) =>
        from type in Attributes.Types(op)
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from number in numbers
        from constant in Gen.Bool
        select new OpCase(
            op, new() { ["T"] = Attributes.Of(type), [attribute] = Attributes.Of(DataType.Int32) },
            [input, Tensor.From<int>(TensorShape.Scalar, [number])], constant ? [1] : []);

    private static Gen<OpCase> Reshape() =>
        from type in Attributes.Types("Reshape")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from open in Gen.Int[-1, 2]
        from order in Gen.Shuffle((long[])[.. shape])
        select new OpCase(
            "Reshape", new() { ["T"] = Attributes.Of(type), ["Tshape"] = Attributes.Of(DataType.Int64) },
            [input, Tensor.From<long>([.. order.Select((size, i) => i == open ? -1 : size)])]);

    private static Gen<OpCase> Squeeze() =>
        from type in Attributes.Types("Squeeze")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from axes in Gen.Long[-3, 3].Array[0, 2]
        select new OpCase(
            "Squeeze",
            new() { ["T"] = Attributes.Of(type), ["squeeze_dims"] = new AttrValue { List = new AttrValue.Types.ListValue { I = { axes } } } },
            [input]);

    private static Gen<OpCase> CheckNumerics() =>
        from type in Attributes.Types("CheckNumerics")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        select new OpCase("CheckNumerics", new() { ["T"] = Attributes.Of(type), ["message"] = Attributes.Of("checked") }, [input]);

    private static Gen<OpCase> LinSpace() =>
        from start in Gen.Int[-50, 50]
        from stop in Gen.Int[-50, 50]
        from count in Gen.Int[-1, 20]
        select new OpCase(
            "LinSpace", new() { ["T"] = Attributes.Of(DataType.Double), ["Tidx"] = Attributes.Of(DataType.Int32) },
            [Tensor.From<double>(TensorShape.Scalar, [start / 4.0]), Tensor.From<double>(TensorShape.Scalar, [stop / 4.0]), Tensor.From<int>(TensorShape.Scalar, [count])]);
}
