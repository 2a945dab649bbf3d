using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Operations of the family Arrays that put elements elsewhere: blocks, mirrors, sequences, partitions.</summary>
internal static class MovementRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("BatchToSpace", OldBlocks("BatchToSpace")),
        new("BatchToSpaceND", Blocks("BatchToSpaceND")),
        new("Bitcast", Bitcast()),
        new("DepthToSpace", Depth("DepthToSpace")),
        new("DynamicPartition", Partition()),
        new("DynamicStitch", Stitch("DynamicStitch")),
        new("MirrorPad", MirrorPad().Folded(1)),
        new("ParallelDynamicStitch", Stitch("ParallelDynamicStitch")),
        new("ReverseSequence", ReverseSequence()),
        new("Roll", Roll().Folded(1, 2)),
        new("SpaceToBatch", OldBlocks("SpaceToBatch")),
        new("SpaceToBatchND", Blocks("SpaceToBatchND")),
        new("SpaceToDepth", Depth("SpaceToDepth")),
        new("UnravelIndex", Unravel()),
    ];

    private static Gen<DataType> Plain { get; } = Gen.OneOf(DataType.Float, DataType.Int8, DataType.Int64, DataType.Half, DataType.Complex128, DataType.Bool);

    private static Gen<DataType> PlainOrText { get; } = Gen.OneOf(DataType.Float, DataType.Int16, DataType.Int64, DataType.String, DataType.Bool);

    // TensorFlow wants to know the block's rank when it imports the graph: it is a constant.
    private static Gen<OpCase> Blocks(string op) =>
        from type in Plain
        from block in Gen.Long[1, 3].Array[1, 3]
        from counts in Gen.Long[1, 3].Array[block.Length]
        from before in Gen.Long[0, 2].Array[block.Length]
        from after in Gen.Long[0, 2].Array[block.Length]
        from batch in Gen.Long[1, 2]
        from rest in Gen.Long[1, 3].Array[0, 1]
        from wrong in Gen.Int[0, 9]
        let toBatch = op == "SpaceToBatchND"
        let sizes = block.Select((b, i) => toBatch ? Math.Max(1, (b * (counts[i] + 2)) - before[i] - after[i] + (wrong == 0 && b > 1 ? 1 : 0)) : counts[i] + 1)
        let first = toBatch ? batch : (batch * block.Aggregate(1L, (a, b) => a * b)) + (wrong == 0 ? 1 : 0)
        from input in Values.Of(type, [first, .. sizes, .. rest])
        from index in Cases.IndexType
        let edges = block
            .SelectMany((b, i) => new[] { before[i], toBatch ? after[i] : Math.Min(after[i], Math.Max(0, ((counts[i] + 1) * b) - before[i])) })
            .ToArray()
        select Cases.Of(op, [input, Cases.Vector(index, block), Cases.Whole(index, [block.Length, 2], edges)]) with { Constants = [1, 2] };

    private static Gen<OpCase> OldBlocks(string op) =>
        from type in Plain
        from block in Gen.Long[2, 3]
        from counts in Gen.Long[1, 3].Array[2]
        from edge in Gen.Long[0, 1].Array[2]
        let toBatch = op == "SpaceToBatch"
        from input in Values.Of(
            type, toBatch ? [2, (counts[0] * block) - edge[0] + block, (counts[1] * block) - edge[1] + block, 2] : [block * block, counts[0], counts[1], 2])
        from index in Cases.IndexType
        select Cases.Of(op, [input, Cases.Whole(index, [2, 2], edge[0], 0, 0, edge[1])], ("block_size", Attributes.Of(block)));

    private static Gen<OpCase> Depth(string op) =>
        from type in Plain
        from block in Gen.Long[2, 3]
        from sizes in Gen.Long[1, 3].Array[3]
        from wrong in Gen.Int[0, 9]
        let large = op == "SpaceToDepth"
            ? new[] { 2, sizes[0] * block, (sizes[1] * block) + (wrong == 0 ? 1 : 0), sizes[2] }
            : [2, sizes[0], sizes[1], (sizes[2] * block * block) + (wrong == 0 ? 1 : 0)]
        from input in Values.Of(type, large)
        select Cases.Of(op, [input], ("block_size", Attributes.Of(block)));

    private static Gen<OpCase> Bitcast() =>
        from types in Gen.OneOf(
            (DataType.Float, DataType.Int32), (DataType.Int32, DataType.Uint8), (DataType.Uint8, DataType.Float), (DataType.Int64, DataType.Double),
            (DataType.Half, DataType.Bfloat16), (DataType.Int16, DataType.Int64), (DataType.Complex64, DataType.Float))
        from shape in Shapes.Size.Array[0, 2]
        from last in Gen.OneOf(2L, 4, 4)
        from input in Values.Of(types.Item1, types.Item1.Size() < types.Item2.Size() ? [.. shape, last] : shape)
        select Cases.Of("Bitcast", [input], ("type", Attributes.Of(types.Item2)));

    private static Gen<OpCase> MirrorPad() =>
        from type in PlainOrText
        from shape in Gen.Long[1, 5].Array[1, 3]
        from mode in Gen.OneOf("REFLECT", "SYMMETRIC")
        from edges in Gen.Long[0, 5].Array[2 * shape.Length]
        from wrong in Gen.Int[0, 9]
        from input in Values.Of(type, shape)
        from index in Cases.IndexType
        select Cases.Of(
            "MirrorPad",
            [
                input,
                Cases.Whole(index, [shape.Length, 2], [.. edges.Select((e, i) => wrong == 0 ? e : Math.Min(e, shape[i / 2] - (mode == "REFLECT" ? 1 : 0)))]),
            ],
            ("mode", Attributes.Of(mode)));

    private static Gen<OpCase> Roll() =>
        from type in PlainOrText
        from shape in Shapes.Size.Array[1, 3]
        from shifts in Gen.Long[-9, 9].Array[0, 3]
        from axes in Gen.Long[-shape.Length, shape.Length - 1].Array[shifts.Length]
        from scalar in Gen.Bool
        from input in Values.Of(type, shape)
        from index in Cases.IndexType
        select scalar && shifts.Length == 1
            ? Cases.Of("Roll", [input, Cases.Scalar(index, shifts[0]), Cases.Scalar(index, axes[0])])
            : Cases.Of("Roll", [input, Cases.Vector(index, shifts), Cases.Vector(index, axes)]);

    private static Gen<OpCase> ReverseSequence() =>
        from type in PlainOrText
        from shape in Gen.Long[1, 5].Array[2, 4]
        from sequence in Gen.Int[0, shape.Length - 1]
        from batch in Gen.Int[0, shape.Length - 1]
        from wrong in Gen.Int[0, 12]
        from lengths in Gen.Long[0, 6].Array[(int)shape[batch]]
        from input in Values.Of(type, shape)
        from index in Cases.IndexType
        select Cases.Of(
            "ReverseSequence", [input, Cases.Vector(index, [.. lengths.Select(n => wrong == 0 ? n : Math.Min(n, shape[sequence]))])],
            ("seq_dim", Attributes.Of((long)sequence)), ("batch_dim", Attributes.Of((long)batch)));

    private static Gen<OpCase> Partition() =>
        from type in PlainOrText
        from outer in Gen.Long[0, 4].Array[0, 2]
        from rest in Gen.Long[0, 3].Array[0, 2]
        from count in Gen.Int[1, 3]
        from wrong in Gen.Int[0, 12]
        from numbers in Gen.Long[0, wrong == 0 ? count : count - 1].Array[(int)new TensorShape(outer).ElementCount()]
        from input in Values.Of(type, [.. outer, .. rest])
        select Cases.Of("DynamicPartition", [input, Cases.Whole(DataType.Int32, outer, numbers)], ("num_partitions", Attributes.Of((long)count)));

    // Places that nobody names are undefined in TensorFlow: every place is named.
    private static Gen<OpCase> Stitch(string op) =>
        from type in op == "DynamicStitch" ? PlainOrText : Plain
        from sizes in Gen.Long[0, 3].Array[2]
        from order in Gen.Shuffle(Enumerable.Range(0, (int)sizes.Sum()).Select(i => (long)i).ToArray())
        from rest in Gen.Long[1, 3].Array[0, 2]
        from wrong in Gen.Int[0, 12]
        from a in Values.Of(type, [sizes[0], .. rest])
        from b in Values.Of(type, [sizes[1] + (wrong == 0 ? 1 : 0), .. rest])
        let first = Cases.Vector(DataType.Int32, [.. order.Take((int)sizes[0])])
        let second = Cases.Vector(DataType.Int32, [.. order.Skip((int)sizes[0])])
        select Cases.Lists(op, [[first, second], [a, b]]);

    private static Gen<OpCase> Unravel() =>
        from index in Cases.IndexType
        from sizes in Gen.Long[1, 4].Array[1, 3]
        from count in Gen.Long[0, 4]
        from scalar in Gen.Bool
        from wrong in Gen.Int[0, 9]
        let total = sizes.Aggregate(1L, (a, b) => a * b)
        from flat in Gen.Long[0, wrong == 0 ? total : total - 1].Array[scalar ? 1 : (int)count]
        select Cases.Of("UnravelIndex", [scalar ? Cases.Scalar(index, flat[0]) : Cases.Vector(index, flat), Cases.Vector(index, sizes)]);
}
