using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Unique elements, segments, counts, and writing by index.</summary>
internal static class SetRecipes
{
    private static readonly DataType[] Halves = [DataType.Half, DataType.Bfloat16];

    public static IEnumerable<Recipe> All() =>
    [
        .. new[] { "Unique", "UniqueWithCounts" }.Select(op => new Recipe(op, Unique(op))),
        .. new[] { "UniqueV2", "UniqueWithCountsV2" }.Select(op => new Recipe(op, UniqueV2(op))),
        .. new[] { "SegmentMax", "SegmentMean", "SegmentMin", "SegmentProd", "SegmentSum" }.Select(op => new Recipe(op, Segment(op, sorted: true))),
        .. new[] { "UnsortedSegmentMax", "UnsortedSegmentMin", "UnsortedSegmentProd", "UnsortedSegmentSum" }
            .Select(op => new Recipe(op, Segment(op, sorted: false))),
        .. new[] { "Mean", "SqrtN", "Sum" }
            .SelectMany(kind => new[] { $"SparseSegment{kind}", $"SparseSegment{kind}WithNumSegments" })
            .Select(op => new Recipe(op, SparseSegment(op))),
        .. new[] { "TensorScatterAdd", "TensorScatterMax", "TensorScatterMin", "TensorScatterSub", "TensorScatterUpdate", "ScatterNd" }
            .Select(op => new Recipe(op, Scatter(op))),
        .. new[] { "LowerBound", "UpperBound" }.Select(op => new Recipe(op, Bound(op))),
        new("Bincount", Bincount()),
        new("Bucketize", Bucketize()),
        new("DenseBincount", DenseBincount()),
        new("HistogramFixedWidth", Histogram()),
        new("ListDiff", ListDiff()),
        new("RaggedBincount", RaggedBincount()),
        new("SparseBincount", SparseBincount()),
    ];

    private static Gen<Tensor> Few(DataType type, long[] shape) => type == DataType.String
        ? Values.Of(type, shape)
        : Gen.Int[0, 4].Array[(int)new TensorShape(shape).ElementCount()].Select(v => Numbers.From(type, shape, v));

    // As many bins as a power of two: other steps are rounded, and differently.
    private static Gen<OpCase> Histogram() =>
        from type in Gen.OneOf(DataType.Int32, DataType.Int64, DataType.Float, DataType.Double)
        from shape in Shapes.Any
        from values in LinearRecipes.Finite(type, shape)
        from low in Gen.Int[-8, 2]
        from span in Gen.Int[0, 16]
        from bins in Gen.Long[0, 6]
        from result in Cases.IndexType
        select Cases.Of(
            "HistogramFixedWidth", [values, Numbers.From(type, [2], [low, low + span]), Cases.Scalar(DataType.Int32, span == 0 ? bins : 1 << (int)(bins / 2))],
            ("dtype", Attributes.Of(result)));

    private static Gen<OpCase> Unique(string op) =>
        from type in Attributes.Types(op)
        from shape in Gen.Frequency((9, Shapes.Size.Array[1]), (1, Shapes.Any))
        from input in Few(type, shape)
        from index in Cases.IndexType
        select Cases.Of(op, [input], ("out_idx", Attributes.Of(index)));

    private static Gen<OpCase> UniqueV2(string op) =>
        from type in Attributes.Types(op)
        from shape in Gen.Long[0, 4].Array[1, 3]
        from input in Few(type, shape)
        from index in Cases.IndexType
        from axisType in Cases.IndexType
        from axis in Gen.Long[-shape.Length, shape.Length - 1]
        from flat in Gen.Bool
        let axes = flat && shape.Length == 1 ? Array.Empty<long>() : [axis]
        select Cases.Of(op, [input, Cases.Vector(axisType, axes)], ("out_idx", Attributes.Of(index)));

    private static Gen<OpCase> Segment(string op, bool sorted) =>
        from type in Attributes.Types(op)
        from shape in Gen.Long[0, 6].Array[1, 3]
        from input in op.EndsWith("Max", StringComparison.Ordinal) || op.EndsWith("Min", StringComparison.Ordinal)
            ? Values.Of(type, shape)
            : LinearRecipes.Finite(type, shape)
        from index in Cases.IndexType
        from idShape in sorted ? Gen.Const(1) : Gen.Int[1, shape.Length]
        let idCount = (int)new TensorShape(shape[..idShape]).ElementCount()
        from ids in Gen.Long[sorted ? 0 : -1, 4].Array[idCount]
        from wrong in Gen.Int[0, 9]
        from count in Gen.Int[3, 6]
        from countType in Cases.IndexType
        let segments = Cases.Whole(
            index, wrong == 0 ? [idCount + 1] : shape[..idShape],
            [.. (sorted && wrong != 1 ? ids.Order() : ids.AsEnumerable()), .. Enumerable.Repeat(0L, wrong == 0 ? 1 : 0)])
        select Cases.Of(op, sorted ? [input, segments] : [input, segments, Cases.Scalar(countType, count)]);

    private static Gen<OpCase> SparseSegment(string op) =>
        from type in Attributes.Types(op)
        from shape in Gen.Long[0, 5].Array[1, 3]
        from input in Halves.Contains(type) ? Few(type, shape) : LinearRecipes.Finite(type, shape)
        from index in Cases.IndexType
        from segment in Cases.IndexType
        from count in Gen.Int[0, 6]
        from indices in Gen.Long[-1, 9].Array[count]
        from wrong in Gen.Int[0, 9]
        from ids in Gen.Long[0, 4].Array[count]
        from total in Gen.Int[0, 6]
        let tensors = (Tensor[])
        [
            input, Cases.Vector(index, [.. indices.Select(i => wrong == 0 || shape[0] == 0 ? i : Math.Max(i, 0) % shape[0])]),
            Cases.Vector(segment, [.. (wrong == 1 ? ids.AsEnumerable() : ids.Order())]),
        ]
        select Cases.Of(op, op.EndsWith("NumSegments", StringComparison.Ordinal) ? [.. tensors, Cases.Scalar(DataType.Int32, total)] : tensors);

    // Indices that are a vector, or updates of another rank, end TensorFlow's process.
    private static Gen<OpCase> Scatter(string op) =>
        from type in Attributes.Types(op)
        from shape in Gen.Long[0, 5].Array[1, 3]
        from outer in Gen.Long[0, 4].Array[op == "ScatterNd" ? 0 : 1, 2]
        from depth in Gen.Int[1, shape.Length]
        let indexShape = (long[])[.. outer, depth]
        from index in Cases.IndexType
        from indices in Gen.Long[-1, 9].Array[(int)new TensorShape(indexShape).ElementCount()]
        from wrong in Gen.Int[0, 6]
        from input in type == DataType.String || type == DataType.Bool || Halves.Contains(type) ? Few(type, shape) : LinearRecipes.Finite(type, shape)
        from updates in Few(type, [.. outer.Select((size, d) => d == 0 && wrong == 1 ? size + 1 : size), .. shape[depth..]])
        let fitting = indices.Select((v, i) => wrong == 0 || shape[i % depth] == 0 ? v : Math.Max(v, 0) % shape[i % depth])
        let places = Cases.Whole(index, indexShape, [.. fitting])
        select Cases.Of(op, op == "ScatterNd" ? [places, updates, Cases.Vector(index, shape)] : [input, places, updates]);

    private static Gen<OpCase> Bound(string op) =>
        from type in Attributes.Types(op)
        from rows in Gen.Long[0, 3]
        from columns in Gen.Long[0, 6]
        from wanted in Gen.Long[0, 5]
        from sorted in Gen.Int[0, 9].Array[(int)(rows * columns)]
        from values in Gen.Int[0, 10].Array[(int)(rows * wanted)]
        from wrong in Gen.Int[0, 9]
        from result in Cases.IndexType
        let ordered = sorted.Chunk(Math.Max(1, (int)columns)).SelectMany(row => row.Order()).ToArray()
        select Cases.Of(
            op, [Numbers.From(type, [rows, columns], ordered), Numbers.From(type, wrong == 0 ? [(rows * wanted)] : [rows, wanted], values)],
            ("out_type", Attributes.Of(result)));

    private static Gen<OpCase> Bucketize() =>
        from type in Attributes.Types("Bucketize")
        from shape in Shapes.Any
        from input in Values.Of(type, shape)
        from boundaries in Gen.Int[-50, 50].Select(v => v / 8f).Array[0, 5]
        from sorted in Gen.Int[0, 9]
        select Cases.Of("Bucketize", [input], ("boundaries", Attributes.Floats(sorted == 0 ? boundaries : boundaries.Order())));

    private static Gen<OpCase> ListDiff() =>
        from type in Attributes.Types("ListDiff")
        from sizes in Shapes.Size.Array[2]
        from a in Few(type, [sizes[0]])
        from b in Few(type, [sizes[1]])
        from index in Cases.IndexType
        select Cases.Of("ListDiff", [a, b], ("out_idx", Attributes.Of(index)));

    private static readonly DataType[] Weights = [DataType.Int32, DataType.Int64, DataType.Float, DataType.Double];

    private static Gen<(Tensor Values, Tensor Weights)> Counted(DataType index, long[] shape) =>
        from type in Gen.OneOf(Weights)
        from values in Gen.Long[-1, 7].Array[(int)new TensorShape(shape).ElementCount()]
        from wrong in Gen.Int[0, 9]
        from weighted in Gen.Bool
        from weights in LinearRecipes.Finite(type, weighted ? shape : [0])
        select (Cases.Whole(index, shape, [.. values.Select(v => wrong == 0 ? v : Math.Max(v, 0))]), weights);

    private static Gen<OpCase> Bincount() =>
        from shape in Shapes.Any
        from size in Gen.Int[-1, 6]
        from counted in Counted(DataType.Int32, shape)
        select Cases.Of("Bincount", [counted.Values, Cases.Scalar(DataType.Int32, size), counted.Weights]);

    private static Gen<OpCase> DenseBincount() =>
        from index in Cases.IndexType
        from shape in Shapes.Size.Array[1, 2]
        from size in Gen.Int[0, 6]
        from counted in Counted(index, shape)
        from binary in Gen.Bool
        select Cases.Of("DenseBincount", [counted.Values, Cases.Scalar(index, size), counted.Weights], ("binary_output", Attributes.Of(binary)));

    private static Gen<OpCase> RaggedBincount() =>
        from index in Cases.IndexType
        from lengths in Gen.Long[0, 4].Array[0, 4]
        from size in Gen.Int[0, 6]
        from counted in Counted(index, [lengths.Sum()])
        from binary in Gen.Bool
        select Cases.Of(
            "RaggedBincount", [RaggedRecipes.Splits(DataType.Int64, lengths), counted.Values, Cases.Scalar(index, size), counted.Weights],
            ("binary_output", Attributes.Of(binary)));

    private static Gen<OpCase> SparseBincount() =>
        from index in Cases.IndexType
        from sparse in SparseRecipes.Sparse(DataType.Int64, ranks: 2)
        from size in Gen.Int[0, 6]
        from counted in Counted(index, [sparse.Count])
        from binary in Gen.Bool
        select Cases.Of(
            "SparseBincount", [sparse.Indices, counted.Values, sparse.Shape, Cases.Scalar(index, size), counted.Weights],
            ("binary_output", Attributes.Of(binary)));
}
