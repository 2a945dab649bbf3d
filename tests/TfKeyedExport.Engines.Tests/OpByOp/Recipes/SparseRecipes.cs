using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Sparse tensors.</summary>
internal static class SparseRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("SparseConcat", Concat()),
        new("SparseCross", Cross("SparseCross")),
        new("SparseCrossHashed", Cross("SparseCrossHashed")),
        new("SparseCrossV2", Cross("SparseCrossV2")),
        new("SparseFillEmptyRows", FillEmptyRows()),
        new("SparseReorder", Reorder()),
        new("SparseReshape", Reshape()),
        new("SparseSlice", Slice()),
        new("SparseTensorDenseMatMul", Product()),
        new("SparseToDense", ToDense()),
    ];

    /// <summary>A sparse tensor whose entries are in order and different.</summary>
    public sealed record SparseCase(Tensor Indices, Tensor Values, Tensor Shape, long[] Sizes)
    {
        /// <summary>The number of entries.</summary>
        public int Count => Values.Count;
    }

    /// <summary>A sparse tensor of a rank, or of any up to three.</summary>
    public static Gen<SparseCase> Sparse(DataType type, int ranks = 0, long[]? fixedSizes = null, bool shuffled = false) =>
        from sizes in fixedSizes is not null ? Gen.Const(fixedSizes) : ranks > 0 ? Gen.Long[0, 5].Array[ranks] : Gen.Long[0, 5].Array[1, 3]
        let count = (int)new TensorShape(sizes).ElementCount()
        from kept in Gen.Int[0, 2].Array[count]
        from order in Gen.Shuffle(Enumerable.Range(0, count).Where(i => kept[i] == 0).ToArray())
        let places = shuffled ? order : [.. order.Order()]
        from values in Values.Of(type, [places.Length])
        select new SparseCase(
            Cases.Whole(DataType.Int64, [places.Length, sizes.Length], [.. places.SelectMany(p => Place(p, sizes))]), values,
            Cases.Vector(DataType.Int64, sizes), sizes);

    private static long[] Place(long flat, long[] sizes)
    {
        var place = new long[sizes.Length];
        for (int d = sizes.Length - 1; d >= 0; d--)
        {
            place[d] = flat % sizes[d];
            flat /= sizes[d];
        }
        return place;
    }

    private static Gen<OpCase> Concat() =>
        from type in Attributes.Types("SparseConcat")
        from sizes in Gen.Long[0, 4].Array[1, 3]
        from axis in Gen.Int[-sizes.Length, sizes.Length - 1]
        from along in Gen.Long[0, 4].Array[2]
        let place = axis < 0 ? axis + sizes.Length : axis
        from a in Sparse(type, fixedSizes: [.. sizes.Select((s, d) => d == place ? along[0] : s)])
        from b in Sparse(type, fixedSizes: [.. sizes.Select((s, d) => d == place ? along[1] : s)])
        select Cases.Lists("SparseConcat", [[a.Indices, b.Indices], [a.Values, b.Values], [a.Shape, b.Shape]], ("concat_dim", Attributes.Of((long)axis)));

    private static Gen<OpCase> Cross(string op) =>
        from rows in Gen.Long[0, 4]
        from columns in Gen.Long[0, 3].Array[3]
        from first in op == "SparseCross" ? Gen.OneOf(DataType.Int64, DataType.String) : Gen.Const(DataType.String)
        from a in Sparse(first, fixedSizes: [rows, columns[0]])
        from b in Sparse(DataType.String, fixedSizes: [rows, columns[1]])
        from dense in Values.Of(op == "SparseCross" ? DataType.Int64 : DataType.String, [rows, columns[2]])
        from useDense in Gen.Bool
        from buckets in Gen.Long[1, 50]
        let isHashed = op == "SparseCross" && a.Values.Type == DataType.Int64
        let sparse = (SparseCase[])[a, b]
        let lists = (Tensor[][])
        [
            [.. sparse.Select(s => s.Indices)], [.. sparse.Select(s => s.Values)], [.. sparse.Select(s => s.Shape)], useDense ? [dense] : [],
        ]
        select op switch
        {
            "SparseCross" => Cases.Lists(
                op, lists, ("hashed_output", Attributes.Of(true)), ("num_buckets", Attributes.Of(isHashed ? 0 : buckets)),
                ("hash_key", Attributes.Of(956888297470L)),
                ("out_type", Attributes.Of(DataType.Int64)), ("internal_type", Attributes.Of(DataType.Int64))),
            "SparseCrossV2" => Cases.Lists(op, [.. lists, [Cases.Text("_X_")]]),
            _ => Cases.Lists(
                op,
                [.. lists, [Cases.Scalar(DataType.Int64, buckets)], [Tensor.From<bool>(TensorShape.Scalar, [isHashed])], [Cases.Vector(DataType.Int64, 7, 9)]]),
        };

    private static Gen<OpCase> FillEmptyRows() =>
        from type in Attributes.Types("SparseFillEmptyRows")
        from sparse in Sparse(type, ranks: 2)
        from padding in Values.Of(type, [])
        select Cases.Of("SparseFillEmptyRows", [sparse.Indices, sparse.Values, sparse.Shape, padding]);

    private static Gen<OpCase> Reorder() =>
        from type in Attributes.Types("SparseReorder")
        from sparse in Sparse(type, shuffled: true)
        select Cases.Of("SparseReorder", [sparse.Indices, sparse.Values, sparse.Shape]);

    private static Gen<OpCase> Reshape() =>
        from sparse in Sparse(DataType.Bool)
        from order in Gen.Shuffle((long[])[.. sparse.Sizes, 1])
        from open in Gen.Int[-1, 3]
        select Cases.Of("SparseReshape", [sparse.Indices, sparse.Shape, Cases.Vector(DataType.Int64, [.. order.Select((s, i) => i == open ? -1 : s)])]);

    private static Gen<OpCase> Slice() =>
        from type in Attributes.Types("SparseSlice")
        from sparse in Sparse(type)
        from start in Gen.Long[0, 3].Array[sparse.Sizes.Length]
        from size in Gen.Long[0, 5].Array[sparse.Sizes.Length]
        select Cases.Of("SparseSlice", [sparse.Indices, sparse.Values, sparse.Shape, Cases.Vector(DataType.Int64, start), Cases.Vector(DataType.Int64, size)]);

    private static Gen<OpCase> Product() =>
        from type in Attributes.Types("SparseTensorDenseMatMul")
        from sizes in Gen.Long[0, 5].Array[3]
        from left in Gen.Bool
        from right in Gen.Bool
        from sparse in Sparse(DataType.Bool, fixedSizes: left ? [sizes[1], sizes[0]] : [sizes[0], sizes[1]])
        from values in LinearRecipes.Finite(type, [sparse.Count])
        from dense in LinearRecipes.Finite(type, right ? [sizes[2], sizes[1]] : [sizes[1], sizes[2]])
        select Cases.Of(
            "SparseTensorDenseMatMul", [sparse.Indices, values, sparse.Shape, dense], ("adjoint_a", Attributes.Of(left)), ("adjoint_b", Attributes.Of(right)));

    private static Gen<OpCase> ToDense() =>
        from type in Attributes.Types("SparseToDense")
        from index in Cases.IndexType
        from validate in Gen.Bool
        from sparse in Sparse(type, shuffled: validate)
        from padding in Values.Of(type, [])
        from single in Gen.Bool
        let indices = Cases.Whole(index, sparse.Indices.Shape.Dimensions.ToArray(), sparse.Indices.Values<long>().ToArray())
        select Cases.Of(
            "SparseToDense", [indices, Cases.Vector(index, sparse.Sizes), single ? padding : sparse.Values, padding],
            ("validate_indices", Attributes.Of(validate)));
}
