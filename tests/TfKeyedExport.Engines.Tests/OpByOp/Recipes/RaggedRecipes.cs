using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Ragged tensors.</summary>
internal static class RaggedRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("RaggedGather", Gather()), new("RaggedRange", Range()), new("RaggedTensorToSparse", ToSparse()), new("RaggedTensorToTensor", ToTensor()),
    ];

    /// <summary>Where rows of some lengths begin and end.</summary>
    public static Tensor Splits(DataType type, IEnumerable<long> lengths) => Cases.Vector(type, [.. Ends(lengths)]);

    private static List<long> Ends(IEnumerable<long> lengths)
    {
        List<long> ends = [0];
        foreach (long length in lengths)
            ends.Add(ends[^1] + length);
        return ends;
    }

    /// <summary>One or two levels of splits; now and then wrong ones.</summary>
    private static Gen<(Tensor[] Splits, long Rows, long Values)> Nested(DataType type, bool mayBeWrong = true) =>
        from outer in Gen.Long[0, 4].Array[0, 4]
        from inner in Gen.Long[0, 3].Array[(int)outer.Sum()]
        from two in Gen.Bool
        from wrong in Gen.Int[0, 12]
        let bad = Cases.Vector(type, [.. Ends(outer).Select(e => e + (wrong == 0 && mayBeWrong && outer.Length > 0 ? 9 : 0))])
        select ((Tensor[])(two ? [bad, Splits(type, inner)] : [bad]), (long)outer.Length, two ? inner.Sum() : outer.Sum());

    private static Gen<OpCase> Gather() =>
        from splits in Cases.IndexType
        from index in Cases.IndexType
        from nested in Nested(splits)
        from type in Attributes.Types("RaggedGather")
        from rest in Gen.Long[0, 3].Array[0, 1]
        from values in Values.Of(type, [nested.Values, .. rest])
        from indices in Gen.Long[-1, 9].Array[0, 5]
        from wrong in Gen.Int[0, 8]
        let fitting = indices.Select(i => wrong == 0 || nested.Rows == 0 ? i : Math.Max(i, 0) % nested.Rows)
        select Cases.Lists(
            "RaggedGather", [nested.Splits, [values], [Cases.Vector(index, [.. fitting])]], ("OUTPUT_RAGGED_RANK", Attributes.Of((long)nested.Splits.Length)));

    private static Gen<OpCase> Range() =>
        from type in Attributes.Types("RaggedRange")
        from splits in Cases.IndexType
        from count in Gen.Int[0, 4]
        from scalars in Gen.Bool.Array[3]
        from numbers in Gen.Int[-6, 9].Array[count].Array[3]
        from zero in Gen.Int[0, 9]
        let inputs = numbers.Select((n, i) => n.Select(v => i == 2 && v == 0 && zero > 0 ? 2 : v).ToArray())
        select Cases.Of(
            "RaggedRange", [.. inputs.Select((n, i) => scalars[i] && count > 0 ? Numbers.From(type, [], [n[0]], 0.5) : Numbers.From(type, [count], n, 0.5))],
            ("Tsplits", Attributes.Of(splits)));

    private static Gen<OpCase> ToSparse() =>
        from splits in Cases.IndexType
        from nested in Nested(splits)
        from type in Attributes.Types("RaggedTensorToSparse")
        from rest in Gen.Long[0, 3].Array[0, 1]
        from values in Values.Of(type, [nested.Values, .. rest])
        select Cases.Lists("RaggedTensorToSparse", [nested.Splits, [values]]);

    // TensorFlow reads splits that do not fit the values in its own ways.
    private static Gen<OpCase> ToTensor() =>
        from index in Cases.IndexType
        from shapeType in Cases.IndexType
        from nested in Nested(index, mayBeWrong: false)
        from type in Attributes.Types("RaggedTensorToTensor")
        from rest in Gen.Long[1, 3].Array[0, 1]
        from values in Values.Of(type, [nested.Values, .. rest])
        from padding in Values.Of(type, [])
        from sizes in Gen.OneOf(-1L, -1, 0, 1, 3, 5).Array[nested.Splits.Length + 1]
        select Cases.Lists(
            "RaggedTensorToTensor", [[Cases.Vector(shapeType, [.. sizes, .. rest])], [values], [padding], nested.Splits],
            ("row_partition_types", Attributes.Texts(nested.Splits.Select(_ => "ROW_SPLITS"))));
}
