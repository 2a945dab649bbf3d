using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Computing with sparse tensors, and counts that come out as sparse tensors.</summary>
internal static class SparseMathRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("DenseCountSparseOutput", DenseCount()),
        new("RaggedCountSparseOutput", RaggedCount()),
        new("SparseAdd", Merge("SparseAdd")),
        new("SparseCountSparseOutput", SparseCount()),
        new("SparseDenseCwiseAdd", WithDense("SparseDenseCwiseAdd")),
        new("SparseDenseCwiseDiv", WithDense("SparseDenseCwiseDiv")),
        new("SparseDenseCwiseMul", WithDense("SparseDenseCwiseMul")),
        new("SparseReduceMax", Reduce("SparseReduceMax")),
        new("SparseReduceSum", Reduce("SparseReduceSum")),
        new("SparseSoftmax", Softmax()),
        new("SparseSparseMaximum", Merge("SparseSparseMaximum")),
        new("SparseSparseMinimum", Merge("SparseSparseMinimum")),
        new("SparseTensorDenseAdd", DenseAdd()),
    ];

    private static Gen<DataType> Types { get; } = Gen.OneOf(DataType.Float, DataType.Double, DataType.Int32, DataType.Int64);

    private static Gen<DataType> Floats { get; } = Gen.OneOf(DataType.Float, DataType.Double);

    private static Gen<Tensor> Small(DataType type, Tensor like) => LinearRecipes.Finite(type, like.Shape.Dimensions.ToArray());

    private static Gen<OpCase> Merge(string op) =>
        from type in Types
        from sizes in Gen.Long[1, 4].Array[1, 3]
        from a in SparseRecipes.Sparse(type, fixedSizes: sizes)
        from b in SparseRecipes.Sparse(type, fixedSizes: sizes)
        from left in Small(type, a.Values)
        from right in Small(type, b.Values)
        from threshold in Gen.Int[0, 2]
        select op == "SparseAdd"
            ? Cases.Of(op, [a.Indices, left, a.Shape, b.Indices, right, b.Shape, Numbers.From(type, [], [threshold])])
            : Cases.Of(op, [a.Indices, left, a.Shape, b.Indices, right, b.Shape]);

    private static Gen<OpCase> WithDense(string op) =>
        from type in op == "SparseDenseCwiseDiv" ? Floats : Types
        from sizes in Gen.Long[1, 4].Array[1, 3]
        from a in SparseRecipes.Sparse(type, fixedSizes: sizes)
        from values in Small(type, a.Values)
        from missing in Gen.Int[0, sizes.Length - 1]
        from ones in Gen.Int[0, 3].Array[sizes.Length]
        from dense in LinearRecipes.Finite(type, [.. sizes.Skip(missing).Select((s, d) => ones[d] == 0 ? 1 : s)])
        select Cases.Of(op, [a.Indices, values, a.Shape, dense]);

    private static Gen<OpCase> Reduce(string op) =>
        from type in Types
        from sizes in Gen.Long[1, 4].Array[1, 3]
        from a in SparseRecipes.Sparse(type, fixedSizes: sizes)
        from values in Small(type, a.Values)
        from axes in Gen.Long[-a.Sizes.Length, a.Sizes.Length - 1].Array[0, 2]
        from keep in Gen.Bool
        select Cases.Of(
            op, [a.Indices, values, a.Shape, Cases.Vector(DataType.Int32, [.. axes.DistinctBy(x => x < 0 ? x + a.Sizes.Length : x)])],
            ("keep_dims", Attributes.Of(keep)));

    private static Gen<OpCase> Softmax() =>
        from type in Floats
        from sizes in Gen.Long[1, 4].Array[2, 3]
        from a in SparseRecipes.Sparse(type, fixedSizes: sizes)
        from values in Small(type, a.Values)
        select Cases.Of("SparseSoftmax", [a.Indices, values, a.Shape]);

    private static Gen<OpCase> DenseAdd() =>
        from type in Types
        from index in Cases.IndexType
        from sizes in Gen.Long[1, 4].Array[1, 3]
        from count in Gen.Int[0, 4]
        from places in Gen.Long[0, 3].Array[count * sizes.Length]
        from wrong in Gen.Int[0, 12]
        from values in LinearRecipes.Finite(type, [count])
        from dense in LinearRecipes.Finite(type, sizes)
        let indices = places.Select((p, i) => wrong == 0 ? p : p % sizes[i % sizes.Length]).ToArray()
        select Cases.Of("SparseTensorDenseAdd", [Cases.Whole(index, [count, sizes.Length], indices), values, Cases.Vector(index, sizes), dense]);

    private static Gen<(string, Protos.AttrValue)[]> Lengths { get; } =
        from least in Gen.Long[-1, 6]
        from most in Gen.Long[-1, 6]
        from binary in Gen.Bool
        select new (string, Protos.AttrValue)[]
        {
            ("minlength", Attributes.Of(least)), ("maxlength", Attributes.Of(most)), ("binary_output", Attributes.Of(binary)),
        };

    private static Gen<Tensor> Weights(int count) =>
        from type in Types
        from some in Gen.Bool
        from weights in LinearRecipes.Finite(type, [some ? count : 0])
        select weights;

    private static Gen<OpCase> DenseCount() =>
        from type in Cases.IndexType
        from shape in Gen.Long[1, 4].Array[1, 2]
        from values in Gen.Long[0, 5].Array[(int)new TensorShape(shape).ElementCount()]
        from weights in Weights(values.Length)
        from lengths in Lengths
        let given = weights.Count == 0 ? weights : Tensor.FromBytes(weights.Type, new TensorShape(shape), weights.Bytes.ToArray())
        select Cases.Of("DenseCountSparseOutput", [Cases.Whole(type, shape, values), given], Without(lengths, !weights.Shape.Equals(new TensorShape(0))));

    private static Gen<OpCase> SparseCount() =>
        from type in Cases.IndexType
        from a in SparseRecipes.Sparse(type, ranks: 2)
        from values in Gen.Long[0, 5].Array[a.Count]
        from weights in Weights(a.Count)
        from lengths in Lengths
        select Cases.Of("SparseCountSparseOutput", [a.Indices, Cases.Vector(type, values), a.Shape, weights], Without(lengths, weights.Count > 0));

    private static Gen<OpCase> RaggedCount() =>
        from type in Cases.IndexType
        from rows in Gen.Long[0, 4].Array[1, 4]
        from values in Gen.Long[0, 5].Array[(int)rows.Sum()]
        from weights in Weights(values.Length)
        from lengths in Lengths
        select Cases.Of(
            "RaggedCountSparseOutput", [RaggedRecipes.Splits(DataType.Int64, rows), Cases.Vector(type, values), weights], Without(lengths, weights.Count > 0));

    // Weights and truth values exclude one another.
    private static (string, Protos.AttrValue)[] Without((string Name, Protos.AttrValue Value)[] lengths, bool weighted) =>
        weighted ? [.. lengths.Where(l => l.Name != "binary_output"), ("binary_output", Attributes.Of(false))] : lengths;
}
