using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Operations of the family Arrays that take parts of tensors or move their elements.</summary>
internal static class SliceRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("Gather", Gather("Gather")),
        new("GatherNd", GatherNd()),
        new("GatherV2", Gather("GatherV2")),
        new("Pad", Pad("Pad")),
        new("PadV2", Pad("PadV2")),
        new("ReverseV2", ReverseV2()),
        new("Slice", Slice().Folded(1, 2)),
        new("Split", Split()),
        new("SplitV", SplitV()),
        new("StridedSlice", StridedSlice().Folded(1, 2, 3)),
        new("Tile", Tile()),
        new("Transpose", Transpose().Folded(1)),
    ];

    private static Gen<OpCase> Gather(string op) =>
        from type in Attributes.Types(op)
        from shape in Shapes.Size.Array[1, 3]
        from batch in op == "GatherV2" ? Gen.Int[0, shape.Length - 1] : Gen.Const(0)
        from axis in op == "GatherV2" ? Gen.Int[batch, shape.Length - 1] : Gen.Const(0)
        from rest in Gen.Long[0, 4].Array[0, 2]
        let indexShape = (long[])[.. shape[..batch], .. rest]
        from index in Cases.IndexType
        from indices in Gen.Long[-1, 40].Array[(int)new TensorShape(indexShape).ElementCount()]
        from wrong in Gen.Int[0, 6]
        from negative in Gen.Bool
        from parameters in Values.Of(type, shape)
        let given = Cases.Whole(index, indexShape, [.. indices.Select(i => wrong == 0 || shape[axis] == 0 ? i : Math.Max(i, 0) % shape[axis])])
        select op == "Gather"
            ? Cases.Of(op, [parameters, given])
            : Cases.Of(
                op, [parameters, given, Cases.Scalar(DataType.Int32, negative ? axis - shape.Length : axis)], ("batch_dims", Attributes.Of((long)batch)));

    private static Gen<OpCase> GatherNd() =>
        from type in Attributes.Types("GatherNd")
        from shape in Shapes.Size.Array[1, 3]
        from outer in Gen.Long[0, 4].Array[0, 2]
        from depth in Gen.Int[0, shape.Length + 1]
        let indexShape = (long[])[.. outer, depth]
        from index in Cases.IndexType
        from indices in Gen.Long[-1, 40].Array[(int)new TensorShape(indexShape).ElementCount()]
        from wrong in Gen.Int[0, 6]
        from parameters in Values.Of(type, shape)
        let fitting = indices.Select((v, i) => wrong == 0 || depth > shape.Length || shape[i % depth] == 0 ? v : Math.Max(v, 0) % shape[i % depth])
        select Cases.Of("GatherNd", [parameters, Cases.Whole(index, indexShape, [.. fitting])]);

    private static Gen<OpCase> Pad(string op) =>
        from type in Attributes.Types(op)
        from shape in Shapes.Any
        from index in Cases.IndexType
        from amounts in Gen.Long[0, 3].Array[2 * shape.Length]
        from negative in Gen.Int[0, 30]
        from input in Values.Of(type, shape)
        from value in Values.Of(type, [])
        let paddings = Cases.Whole(index, [shape.Length, 2], [.. amounts.Select((a, i) => i == negative ? -1 : a)])
        select Cases.Of(op, op == "Pad" ? [input, paddings] : [input, paddings, value]);

    private static Gen<OpCase> ReverseV2() =>
        from type in Attributes.Types("ReverseV2")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from index in Cases.IndexType
        from axes in Gen.Long[-shape.Length - 1, shape.Length].Array[0, 3]
        select Cases.Of("ReverseV2", [input, Cases.Vector(index, axes)]);

    private static Gen<OpCase> Slice() =>
        from type in Attributes.Types("Slice")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from index in Cases.IndexType
        from at in Gen.Double[0, 1].Array[shape.Length]
        from wrong in Gen.Int[0, 12]
        from toTheEnd in Gen.Bool.Array[shape.Length]
        let begin = shape.Select((s, d) => (long)(at[d] * s) + (wrong == d ? 9 : 0)).ToArray()
        select Cases.Of(
            "Slice", [input, Cases.Vector(index, begin), Cases.Vector(index, [.. shape.Select((s, d) => toTheEnd[d] ? -1 : (s - begin[d] + 1) / 2)])]);

    private static Gen<OpCase> Split() =>
        from type in Attributes.Types("Split")
        from shape in Shapes.Size.Array[1, 3]
        from axis in Gen.Int[-shape.Length - 1, shape.Length]
        from parts in Gen.Long[1, 4]
        from fits in Gen.Int[0, 5]
        let place = Math.Clamp(axis < 0 ? axis + shape.Length : axis, 0, shape.Length - 1)
        from input in Values.Of(type, [.. shape.Select((s, d) => d == place && fits > 0 ? (s % 6) * parts : s)])
        select Cases.Of("Split", [Cases.Scalar(DataType.Int32, axis), input], ("num_split", Attributes.Of(parts)));

    private static Gen<OpCase> SplitV() =>
        from type in Attributes.Types("SplitV")
        from shape in Shapes.Size.Array[1, 3]
        from axis in Gen.Int[-shape.Length, shape.Length - 1]
        from sizes in Gen.Long[0, 4].Array[1, 4]
        from open in Gen.Int[0, 8]
        from wrong in Gen.Int[0, 9]
        let place = axis < 0 ? axis + shape.Length : axis
        from input in Values.Of(type, [.. shape.Select((s, d) => d == place ? sizes.Sum() + (wrong == 0 ? 1 : 0) : s)])
        from index in Cases.IndexType
        select Cases.Of(
            "SplitV", [input, Cases.Vector(index, [.. sizes.Select((s, i) => i == open ? -1 : s)]), Cases.Scalar(DataType.Int32, axis)],
            ("num_split", Attributes.Of((long)sizes.Length)));

    private static Gen<OpCase> StridedSlice() =>
        from type in Attributes.Types("StridedSlice")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from count in Gen.Int[0, shape.Length + 1]
        from begin in Gen.Long[-7, 7].Array[count]
        from end in Gen.Long[-7, 7].Array[count]
        from strides in Gen.OneOf(1L, 1, 1, 2, -1, -2, 0).Array[count]
        from masks in Gen.Long[0, 7].Array[4]
        from ellipsis in Gen.OneOf(0L, 0, 0, 1, 2, 4)
        from index in Cases.IndexType
        from masked in Gen.Bool
        select Cases.Of(
            "StridedSlice", [input, Cases.Vector(index, begin), Cases.Vector(index, end), Cases.Vector(index, strides)],
            ("begin_mask", Attributes.Of(masks[0])), ("end_mask", Attributes.Of(masks[1])), ("ellipsis_mask", Attributes.Of(masked ? ellipsis : 0)),
            ("new_axis_mask", Attributes.Of(masked ? masks[2] : 0)), ("shrink_axis_mask", Attributes.Of(masked ? masks[3] : 0)));

    private static Gen<OpCase> Tile() =>
        from type in Attributes.Types("Tile")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from index in Cases.IndexType
        from multiples in Gen.Long[0, 3].Array[shape.Length]
        from negative in Gen.Int[0, 30]
        select Cases.Of("Tile", [input, Cases.Vector(index, [.. multiples.Select((m, i) => i == negative ? -1 : m)])]);

    private static Gen<OpCase> Transpose() =>
        from type in Attributes.Types("Transpose")
        from shape in Gen.OneOf(Shapes.Any, Gen.Long[1, 4].Array[4, 5])
        from input in Values.Of(type, shape)
        from index in Cases.IndexType
        from order in Gen.Shuffle(Enumerable.Range(0, shape.Length).Select(d => (long)d).ToArray())
        from wrong in Gen.Int[0, 30]
        from negative in Gen.Bool
        select Cases.Of("Transpose", [input, Cases.Vector(index, [.. order.Select((d, i) => i == wrong ? order[0] : negative ? d - shape.Length : d)])]);
}
