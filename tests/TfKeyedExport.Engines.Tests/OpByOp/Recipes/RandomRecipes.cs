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
        new("Multinomial", Multinomial()),
        new("RandomGamma", RandomGamma()),
        new("RandomShuffle", Shuffle()),
        new("RandomUniformInt", SeededInt()),
        new("StatelessMultinomial", StatelessMultinomial()),
        new("StatelessRandomGammaV2", StatelessGamma()),
        new("StatelessRandomGammaV3", KeyedGamma()),
        new("StatelessRandomGetAlg", Gen.Const(Cases.Of("StatelessRandomGetAlg", []))),
        new("StatelessRandomGetKeyCounter", KeyCounter("StatelessRandomGetKeyCounter")),
        new("StatelessRandomGetKeyCounterAlg", KeyCounter("StatelessRandomGetKeyCounterAlg")),
        new("StatelessRandomUniformFullInt", Stateless("StatelessRandomUniformFullInt")),
        new("StatelessRandomUniformFullIntV2", Keyed("StatelessRandomUniformFullIntV2")),
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

    private static Gen<OpCase> KeyCounter(string op) => Seed.Select(seed => Cases.Of(op, [seed]));

    private static Gen<OpCase> Shuffle() =>
        from type in Attributes.Types("RandomShuffle")
        from shape in Shapes.Any
        from value in Values.Of(type, shape)
        from seeds in Seeds
        select Cases.Of("RandomShuffle", [value], seeds);

    // Small ones: TensorFlow parts large matrices among its threads, and what it draws then depends on their number.
    private static Gen<Tensor[]> Odds(string op) =>
        from type in Attributes.Types(op)
        from rows in Gen.Long[0, 5]
        from classes in Gen.Long[0, 9]
        from odds in Values.Of(type, [rows, classes])
        from draws in Gen.Long[-1, 9]
        select new[] { odds, Cases.Scalar(DataType.Int32, draws) };

    private static Gen<OpCase> Multinomial() =>
        from odds in Odds("Multinomial")
        from output in Cases.IndexType
        from seeds in Seeds
        select Cases.Of("Multinomial", odds, [.. seeds, ("output_dtype", Attributes.Of(output))]);

    private static Gen<OpCase> StatelessMultinomial() =>
        from odds in Odds("StatelessMultinomial")
        from output in Cases.IndexType
        from seed in Seed
        select Cases.Of("StatelessMultinomial", [.. odds, seed], ("output_dtype", Attributes.Of(output)));

    private static Gen<Tensor> GammaParameters(string op) =>
        from type in Attributes.Types(op)
        from shape in Gen.Long[0, 4].Array[0, 2]
        from numbers in Gen.OneOf(0.1f, 0.5f, 0.9f, 1, 1.5f, 3, 40).Array[(int)new TensorShape(shape).ElementCount()]
        select type == DataType.Float
            ? Tensor.From<float>(new TensorShape(shape), numbers)
            : Tensor.From<double>(new TensorShape(shape), [.. numbers.Select(n => (double)n)]);

    private static Gen<OpCase> RandomGamma() =>
        from shape in Shape
        from parameters in GammaParameters("RandomGamma")
        from seeds in Seeds
        select Cases.Of("RandomGamma", [shape, parameters], seeds);

    // These are given the whole shape, which ends with that of the parameters.
    private static Gen<(Tensor Shape, Tensor Parameters)> WholeGamma(string op) =>
        from parameters in GammaParameters(op)
        from outer in Gen.Long[0, 4].Array[0, 2]
        from wrong in Gen.Int[0, 9]
        from type in Cases.IndexType
        select (Cases.Vector(type, [.. outer, .. parameters.Shape.Dimensions.ToArray().Select(d => wrong == 0 ? d + 1 : d)]), parameters);

    private static Gen<OpCase> StatelessGamma() =>
        from gamma in WholeGamma("StatelessRandomGammaV2")
        from seed in Seed
        select Cases.Of("StatelessRandomGammaV2", [gamma.Shape, seed, gamma.Parameters]);

    private static Gen<OpCase> KeyedGamma() =>
        from gamma in WholeGamma("StatelessRandomGammaV3")
        from key in Key
        select Cases.Of("StatelessRandomGammaV3", [gamma.Shape, .. key, gamma.Parameters]);
}
