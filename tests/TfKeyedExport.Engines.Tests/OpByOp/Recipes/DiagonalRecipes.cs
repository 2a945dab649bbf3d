using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Diagonals of matrices.</summary>
internal static class DiagonalRecipes
{
    private static readonly string[] Alignments = ["LEFT_LEFT", "LEFT_RIGHT", "RIGHT_LEFT", "RIGHT_RIGHT"];

    public static IEnumerable<Recipe> All() =>
    [
        new("Diag", Diag()), new("DiagPart", DiagPart()),
        .. new[] { "MatrixDiag", "MatrixDiagV2", "MatrixDiagV3" }.Select(op => new Recipe(op, Make(op))),
        .. new[] { "MatrixDiagPart", "MatrixDiagPartV2", "MatrixDiagPartV3" }.Select(op => new Recipe(op, Take(op))),
        .. new[] { "MatrixSetDiag", "MatrixSetDiagV2", "MatrixSetDiagV3" }.Select(op => new Recipe(op, Set(op))),
    ];

    private static Gen<DataType> Types { get; } = Gen.OneOf(DataType.Float, DataType.Int32, DataType.Int64, DataType.Bool, DataType.Complex64);

    private static Gen<OpCase> Diag() =>
        from type in Attributes.Types("Diag")
        from shape in Gen.Long[0, 3].Array[1, 3]
        from input in Values.Of(type, shape)
        select Cases.Of("Diag", [input]);

    private static Gen<OpCase> DiagPart() =>
        from type in Attributes.Types("DiagPart")
        from shape in Gen.Long[1, 3].Array[1, 2]
        from wrong in Gen.Int[0, 9]
        from input in Values.Of(type, [.. shape, .. shape[..^1], shape[^1] + (wrong == 0 ? 1 : 0)])
        select Cases.Of("DiagPart", [input]);

    private static Gen<OpCase> Make(string op) =>
        from type in Types
        from batch in Gen.Long[0, 2].Array[0, 1]
        from size in Gen.Long[1, 4].Array[2]
        from ends in Gen.Long[-3, 3].Array[2]
        let band = Band(size, ends)
        from open in Gen.Int[0, 3]
        from input in Values.Of(type, op == "MatrixDiag" ? [.. batch, size[0]] : [.. batch, .. Diagonals(size, band)])
        from padding in Values.Of(type, [])
        from align in Gen.OneOf(Alignments)
        select op == "MatrixDiag"
            ? Cases.Of(op, [input])
            : Cases.Of(
                op,
                [
                    input, Ends(band), Cases.Scalar(DataType.Int32, open is 1 or 3 ? -1 : size[0]), Cases.Scalar(DataType.Int32, open is 2 or 3 ? -1 : size[1]),
                    padding,
                ],
                Align(op, align));

    private static Gen<OpCase> Take(string op) =>
        from type in Types
        from batch in Gen.Long[0, 2].Array[0, 1]
        from size in Gen.Long[1, 4].Array[2]
        from ends in Gen.Long[-3, 3].Array[2]
        from wrong in Gen.Int[0, 6]
        let band = wrong == 0 ? (ends[0], ends[1]) : Band(size, ends)
        from input in Values.Of(type, [.. batch, .. size])
        from padding in Values.Of(type, [])
        from align in Gen.OneOf(Alignments)
        select op == "MatrixDiagPart" ? Cases.Of(op, [input]) : Cases.Of(op, [input, Ends(band), padding], Align(op, align));

    private static Gen<OpCase> Set(string op) =>
        from type in Types
        from batch in Gen.Long[0, 2].Array[0, 1]
        from size in Gen.Long[1, 4].Array[2]
        from ends in Gen.Long[-3, 3].Array[2]
        let band = Band(size, ends)
        from input in Values.Of(type, [.. batch, .. size])
        from diagonals in Values.Of(type, [.. batch, .. op == "MatrixSetDiag" ? [Math.Min(size[0], size[1])] : Diagonals(size, band)])
        from align in Gen.OneOf(Alignments)
        select op == "MatrixSetDiag" ? Cases.Of(op, [input, diagonals]) : Cases.Of(op, [input, diagonals, Ends(band)], Align(op, align));

    private static (long Low, long High) Band(long[] size, long[] ends)
    {
        long first = Math.Clamp(ends[0], 1 - size[0], size[1] - 1), second = Math.Clamp(ends[1], 1 - size[0], size[1] - 1);
        return (Math.Min(first, second), Math.Max(first, second));
    }

    private static long[] Diagonals(long[] size, (long Low, long High) band)
    {
        long longest = Math.Min(size[0] + Math.Min(band.High, 0), size[1] - Math.Max(band.Low, 0));
        return band.Low == band.High ? [longest] : [band.High - band.Low + 1, longest];
    }

    private static Tensor Ends((long Low, long High) band) =>
        band.Low == band.High ? Cases.Scalar(DataType.Int32, band.Low) : Cases.Vector(DataType.Int32, band.Low, band.High);

    private static (string Name, AttrValue Value)[] Align(string op, string align) =>
        op.EndsWith("V3", StringComparison.Ordinal) ? [("align", Attributes.Of(align))] : [];
}
