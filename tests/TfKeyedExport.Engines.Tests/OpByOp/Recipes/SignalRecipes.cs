using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Fourier transforms: of lengths that are powers of two, of several small primes, and of a large one.</summary>
internal static class SignalRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        .. new[] { ("", 1), ("2D", 2), ("3D", 3) }.SelectMany(size => (Recipe[])
        [
            new($"FFT{size.Item1}", Whole($"FFT{size.Item1}", size.Item2)),
            new($"IFFT{size.Item1}", Whole($"IFFT{size.Item1}", size.Item2)),
            new($"IRFFT{size.Item1}", Real($"IRFFT{size.Item1}", size.Item2, isInverse: true)),
            new($"RFFT{size.Item1}", Real($"RFFT{size.Item1}", size.Item2, isInverse: false)),
        ]),
    ];

    private static Gen<long> Length(int dimensions) => dimensions > 1
        ? Gen.OneOf<long>(1, 2, 3, 4, 5, 8, 9)
        : Gen.OneOf<long>(1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 25, 30, 31, 37, 49, 64, 74, 101, 128);

    private static Gen<OpCase> Whole(string op, int dimensions) =>
        from type in Attributes.Types(op)
        from batch in Gen.Long[0, 3].Array[0, 2]
        from lengths in Length(dimensions).Array[dimensions]
        from wrong in Gen.Int[0, 9]
        from input in LinearRecipes.Finite(type, wrong == 0 ? lengths[1..] : [.. batch, .. lengths])
        select Cases.Of(op, [input]);

    // Lengths of 0 end TensorFlow's process, and of an empty input it answers what was in the memory.
    private static Gen<OpCase> Real(string op, int dimensions, bool isInverse) =>
        from type in Attributes.Types(op)
        let complex = type == DataType.Float ? DataType.Complex64 : DataType.Complex128
        from batch in Gen.Long[0, 3].Array[0, 2]
        from lengths in Length(dimensions).Array[dimensions]
        from cut in Gen.Long[0, 2].Array[dimensions]
        from wrong in Gen.Int[0, 9]
        let needed = lengths.Select((l, d) => (isInverse && d == dimensions - 1 ? (l / 2) + 1 : l) + (wrong == 0 && l > 2 ? -1 : cut[d]))
        from input in LinearRecipes.Finite(isInverse ? complex : type, [.. batch, .. needed])
        let given = Cases.Vector(DataType.Int32, wrong == 1 ? [.. lengths, 2] : lengths)
        select Cases.Of(op, [input, given], isInverse ? ("Treal", Attributes.Of(type)) : ("Tcomplex", Attributes.Of(complex)));
}
