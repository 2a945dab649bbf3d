using CsCheck;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Random shapes, with the sizes where operations go wrong: none, one, and more than a vector register holds.</summary>
internal static class Shapes
{
    /// <summary>One size.</summary>
    public static Gen<long> Size { get; } = Gen.Frequency(
        (1, Gen.Const(0L)), (2, Gen.Const(1L)), (6, Gen.Long[2, 5]), (1, Gen.Long[15, 35]));

    /// <summary>A shape of up to three dimensions.</summary>
    public static Gen<long[]> Any { get; } = Size.Array[0, 3];

    /// <summary>Several shapes that broadcast to one; now and then one that does not.</summary>
    public static Gen<long[][]> Broadcasting(int count) =>
        from full in Any
        from parts in Part(full).Array[count]
        select parts;

    private static Gen<long[]> Part(long[] full) =>
        from rank in Gen.Int[0, full.Length]
        from ones in Gen.Int[0, 4].Array[rank]
        select full[(full.Length - rank)..].Select((size, i) => ones[i] == 0 ? 1 : size).ToArray();
}
