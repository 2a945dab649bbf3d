using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Random numbers: with a seed they are the same numbers, one by one.</summary>
internal static class RandomRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        .. new[] { "RandomStandardNormal", "RandomUniform", "TruncatedNormal" }.Select(op => new Recipe(op, Seeded(op))),
        .. new[] { "StatelessRandomNormal", "StatelessRandomUniform", "StatelessTruncatedNormal" }.Select(op => new Recipe(op, Stateless(op))),
        .. new[] { "StatelessRandomNormalV2", "StatelessRandomUniformV2", "StatelessTruncatedNormalV2" }.Select(op => new Recipe(op, Keyed(op))),
        new("RandomUniformInt", SeededInt()),
        new("StatelessRandomGetAlg", Gen.Const(Cases.Of("StatelessRandomGetAlg", []))),
        new("StatelessRandomGetKeyCounter", KeyCounter()),
        new("StatelessRandomUniformInt", StatelessInt()),
        new("StatelessRandomUniformIntV2", KeyedInt()),
    ];

    /// <summary>Not both zero: that asks for numbers that nobody can repeat.</summary>
    private static Gen<(string, AttrValue)[]> Seeds { get; } =
        from a in Gen.Long
        from b in Gen.Long
        select new[] { ("seed", Attributes.Of(a | 1)), ("seed2", Attributes.Of(b)) };

    private static Gen<Tensor> Shape { get; } =
        from type in Cases.IndexType
        from shape in Shapes.Any
        select Cases.Vector(type, shape);

    private static Gen<Tensor> Seed { get; } =
        from type in Cases.IndexType
        from seed in Gen.Long.Array[2]
        select Cases.Vector(type, seed);

    /// <summary>A key, a counter and the number of the algorithm: Philox.</summary>
    private static Gen<Tensor[]> Key { get; } =
        from numbers in Gen.Long.Array[3]
        from algorithm in Gen.OneOf(1, 1, 1, 3, 7)
        select new[]
        {
            Cases.Vector(DataType.Uint64, numbers[0]), Cases.Vector(DataType.Uint64, numbers[1], numbers[2]), Cases.Scalar(DataType.Int32, algorithm),
        };

    private static Gen<(Tensor Low, Tensor High)> Bounds(string op) =>
        from type in Attributes.Types(op)
        from low in Gen.Long[-9, 9]
        from size in Gen.Frequency((9, Gen.Long[1, 100]), (1, Gen.Const(0L)))
        select (Cases.Scalar(type, low), Cases.Scalar(type, low + size));

    private static Gen<OpCase> Seeded(string op) =>
        from type in Attributes.Types(op)
        from shape in Shape
        from seeds in Seeds
        select Cases.Of(op, [shape], [.. seeds, ("dtype", Attributes.Of(type))]);

    private static Gen<OpCase> SeededInt() =>
        from shape in Shape
        from seeds in Seeds
        from bounds in Bounds("RandomUniformInt")
        select Cases.Of("RandomUniformInt", [shape, bounds.Low, bounds.High], seeds);

    private static Gen<OpCase> Stateless(string op) =>
        from type in Attributes.Types(op)
        from shape in Shape
        from seed in Seed
        select Cases.Of(op, [shape, seed], ("dtype", Attributes.Of(type)));

    private static Gen<OpCase> StatelessInt() =>
        from shape in Shape
        from seed in Seed
        from bounds in Bounds("StatelessRandomUniformInt")
        select Cases.Of("StatelessRandomUniformInt", [shape, seed, bounds.Low, bounds.High]);

    private static Gen<OpCase> Keyed(string op) =>
        from type in Attributes.Types(op)
        from shape in Shape
        from key in Key
        select Cases.Of(op, [shape, .. key], ("dtype", Attributes.Of(type)));

    private static Gen<OpCase> KeyedInt() =>
        from shape in Shape
        from key in Key
        from bounds in Bounds("StatelessRandomUniformIntV2")
        select Cases.Of("StatelessRandomUniformIntV2", [shape, .. key, bounds.Low, bounds.High]);

    private static Gen<OpCase> KeyCounter() => Seed.Select(seed => Cases.Of("StatelessRandomGetKeyCounter", [seed]));
}
