using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Operations that look at shapes, make tensors or put whole ones together.</summary>
internal static class ArrayRecipes
{
    private static readonly string[] OfOneTensor =
        ["Identity", "OnesLike", "PreventGradient", "Rank", "Shape", "Size", "Snapshot", "StopGradient", "Where", "ZerosLike"];

    public static IEnumerable<Recipe> All() =>
    [
        .. OfOneTensor.Select(op => new Recipe(op, Plain(op))),
        new("BroadcastArgs", BroadcastArgs()),
        new("BroadcastTo", BroadcastTo()),
        new("CheckNumerics", CheckNumerics()),
        new("Concat", Concat("Concat")),
        new("ConcatOffset", ConcatOffset()),
        new("ConcatV2", Concat("ConcatV2")),
        new("EnsureShape", EnsureShape()),
        new("ExpandDims", ExpandDims().Folded(1)),
        new("Fill", Fill()),
        new("IdentityN", ListOf("IdentityN", sameType: false)),
        new("InvertPermutation", InvertPermutation()),
        new("LinSpace", LinSpace()),
        new("OneHot", OneHot()),
        new("Pack", Pack()),
        new("PlaceholderWithDefault", PlaceholderWithDefault()),
        new("Range", Range()),
        new("Reshape", Reshape().Folded(1)),
        new("ShapeN", ListOf("ShapeN", sameType: true)),
        new("Squeeze", Squeeze()),
        new("Unpack", Unpack()),
    ];

    private static Gen<OpCase> Plain(string op) =>
        from type in Attributes.Types(op)
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        select Cases.Of(op, [input]);

    private static Gen<OpCase> BroadcastArgs() =>
        from type in Cases.IndexType
        from shapes in Shapes.Broadcasting(2)
        from wrong in Gen.Int[0, 5]
        select Cases.Of("BroadcastArgs", [Cases.Vector(type, shapes[0]), Cases.Vector(type, wrong == 0 ? [.. shapes[1], 7] : shapes[1])]);

    private static Gen<OpCase> BroadcastTo() =>
        from type in Attributes.Types("BroadcastTo")
        from shapes in Shapes.Broadcasting(2)
        from input in Values.Of(type, shapes[0])
        from index in Cases.IndexType
        select Cases.Of("BroadcastTo", [input, Cases.Vector(index, shapes[1])]);

    private static Gen<OpCase> CheckNumerics() =>
        from type in Attributes.Types("CheckNumerics")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        select Cases.Of("CheckNumerics", [input], ("message", Attributes.Of("checked")));

    private static Gen<OpCase> Concat(string op) =>
        from type in Attributes.Types(op)
        from shape in Shapes.Size.Array[1, 3]
        from count in Gen.Int[2, 4]
        from axis in Gen.Int[-shape.Length - 1, shape.Length]
        from sizes in Shapes.Size.Array[count]
        let place = Math.Clamp(axis < 0 ? axis + shape.Length : axis, 0, shape.Length - 1)
        from parts in Cases.Each(type, sizes.Select(size => shape.Select((s, d) => d == place ? size : s).ToArray()))
        let at = Cases.Scalar(DataType.Int32, axis)
        select op == "Concat" ? Cases.Lists(op, [[at], parts]) : Cases.Lists(op, [parts, [at]]);

    private static Gen<OpCase> ConcatOffset() =>
        from type in Cases.IndexType
        from shape in Shapes.Size.Array[1, 3]
        from sizes in Shapes.Size.Array[2, 4]
        from axis in Gen.Int[-shape.Length, shape.Length - 1]
        let place = axis < 0 ? axis + shape.Length : axis
        select Cases.Lists(
            "ConcatOffset",
            [[Cases.Scalar(DataType.Int32, axis)], [.. sizes.Select(size => Cases.Vector(type, [.. shape.Select((s, d) => d == place ? size : s)]))]],
            ("shape_type", Attributes.Of(type)));

    private static Gen<OpCase> EnsureShape() =>
        from type in Attributes.Types("EnsureShape")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from open in Gen.Int[0, 3]
        from wrong in Gen.Int[0, 5]
        select Cases.Of("EnsureShape", [input], ("shape", Attributes.Shape([.. shape.Select((s, i) => i == open ? -1 : wrong == i ? s + 1 : s)])));

    private static Gen<OpCase> ExpandDims() =>
        from type in Attributes.Types("ExpandDims")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from index in Cases.IndexType
        from axis in Gen.Int[-5, 4]
        select Cases.Of("ExpandDims", [input, Cases.Scalar(index, axis)]);

    private static Gen<OpCase> Fill() =>
        from type in Attributes.Types("Fill")
        from shape in Shapes.Any
        from negative in Gen.Int[0, 9]
        from index in Cases.IndexType
        from value in Values.Of(type, [])
        select Cases.Of("Fill", [Cases.Vector(index, [.. shape.Select((s, i) => i == negative ? -1 : s)]), value]);

    private static Gen<OpCase> ListOf(string op, bool sameType) =>
        from first in Attributes.Types(op)
        from second in sameType ? Gen.Const(first) : Attributes.Types(op)
        from shapes in Shapes.Any.Array[2]
        from a in Values.Of(first, shapes[0])
        from b in Values.Of(second, shapes[1])
        select Cases.Lists(op, [[a, b]]);

    private static Gen<OpCase> InvertPermutation() =>
        from type in Cases.IndexType
        from count in Gen.Int[0, 9]
        from order in Gen.Shuffle(Enumerable.Range(0, count).Select(i => (long)i).ToArray())
        from wrong in Gen.Int[0, 30]
        from matrix in Gen.Int[0, 9]
        let values = order.Select((v, i) => i == wrong ? v + 1 : v).ToArray()
        select Cases.Of("InvertPermutation", [Cases.Whole(type, matrix == 0 ? [1, count] : [count], values)]);

    private static Gen<OpCase> LinSpace() =>
        from type in Gen.OneOf(DataType.Double, DataType.Float)
        from ends in Gen.Int[-50, 50].Array[2]
        from count in Gen.Int[-1, 20]
        from index in Cases.IndexType
        select Cases.Of("LinSpace", [Numbers.From(type, [], [ends[0]], 0.25), Numbers.From(type, [], [ends[1]], 0.25), Cases.Scalar(index, count)]);

    private static Gen<OpCase> OneHot() =>
        from type in Attributes.Types("OneHot")
        from index in Gen.OneOf(DataType.Int32, DataType.Int64, DataType.Uint8, DataType.Int8)
        from shape in Shapes.Size.Array[0, 2]
        from positions in Gen.Long[-1, 6].Array[(int)new TensorShape(shape).ElementCount()]
        from depth in Gen.Int[0, 6]
        from hot in Values.Of(type, [])
        from cold in Values.Of(type, [])
        from axis in Gen.Int[-1, shape.Length]
        select Cases.Of("OneHot", [Cases.Whole(index, shape, positions), Cases.Scalar(DataType.Int32, depth), hot, cold], ("axis", Attributes.Of((long)axis)));

    private static Gen<OpCase> Pack() =>
        from type in Attributes.Types("Pack")
        from shape in Shapes.Any
        from count in Gen.Int[1, 4]
        from inputs in Values.Of(type, shape).Array[count]
        from axis in Gen.Int[-shape.Length - 1, shape.Length]
        select Cases.Lists("Pack", [inputs], ("axis", Attributes.Of((long)axis)));

    private static Gen<OpCase> Unpack() =>
        from type in Attributes.Types("Unpack")
        from shape in Gen.Long[0, 4].Array[1, 3]
        from input in Values.Of(type, shape)
        from axis in Gen.Int[-shape.Length, shape.Length - 1]
        from wrong in Gen.Int[0, 9]
        let count = shape[axis < 0 ? axis + shape.Length : axis] + (wrong == 0 ? 1 : 0)
        where count > 0
        select Cases.Of("Unpack", [input], ("num", Attributes.Of(count)), ("axis", Attributes.Of((long)axis)));

    private static Gen<OpCase> PlaceholderWithDefault() =>
        from type in Attributes.Types("PlaceholderWithDefault")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        select Cases.Of(
            "PlaceholderWithDefault", [input], ("dtype", Attributes.Of(type)),
            ("shape", new AttrValue { Shape = new TensorShapeProto { UnknownRank = true } }));

    private static Gen<OpCase> Range() =>
        from type in Attributes.Types("Range")
        from numbers in Gen.Int[-12, 12].Array[3]
        let scalars = numbers.Select((n, i) => Numbers.From(type, [], [i == 2 && n == 0 ? 1 : Numbers.IsUnsigned(type) ? Math.Abs(n) : n]))
        select Cases.Of("Range", [.. scalars]);

    private static Gen<OpCase> Reshape() =>
        from type in Attributes.Types("Reshape")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from index in Cases.IndexType
        from open in Gen.Int[-1, 2]
        from extra in Gen.OneOf<long[]>([], [], [1], [0], [2])
        from order in Gen.Shuffle((long[])[.. shape, .. extra])
        select Cases.Of("Reshape", [input, Cases.Vector(index, [.. order.Select((size, i) => i == open ? -1 : size)])]);

    private static Gen<OpCase> Squeeze() =>
        from type in Attributes.Types("Squeeze")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from axes in Gen.Long[-3, 3].Array[0, 2]
        select Cases.Of("Squeeze", [input], ("squeeze_dims", Attributes.Of(axes)));
}
