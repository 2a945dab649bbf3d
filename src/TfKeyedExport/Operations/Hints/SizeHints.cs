using TfKeyedExport.Operations.Attributes;

namespace TfKeyedExport.Operations.Hints;

/// <summary>The rules of operations that tell what is asked of the shapes of inputs that are declared with open sizes.</summary>
internal static class SizeHints
{
    /// <summary>The output is the input's shape.</summary>
    public static void Shape(HintRequest request) => Set(request, HintRequest.WholeShape);

    /// <summary>The output is the number of the input's dimensions.</summary>
    public static void Rank(HintRequest request) => Set(request, HintRequest.RankOnly);

    /// <summary>A size stays one.</summary>
    public static void Same(HintRequest request)
    {
        if (request.SizeOf(0) is var (hints, dimension))
            request.SetSizeOf(0, hints, dimension);
    }

    /// <summary>One size is taken of a shape.</summary>
    public static void Pick(HintRequest request)
    {
        if (request.SizeOf(0) is (var hints, HintRequest.WholeShape)
            && StridedSliceMasks.Of(request.Attributes).ShrinkAxis == 1
            && request.Numbers(1) is [>= 0 and double at])
            request.SetSizeOf(0, hints, (int)at);
    }

    /// <summary>The first input is multiplied by the second one.</summary>
    public static void Product(HintRequest request)
    {
        if (request.Whole(0) is not { } hints || request.Attributes.Bool("transpose_a", false))
            return;
        hints.Rank ??= 2;
        if (request.SizesOf(1) is [var rows, var columns])
            hints.Ask(1, request.Attributes.Bool("transpose_b", false) ? columns : rows);
    }

    /// <summary>The first input holds images, the second one filters.</summary>
    public static void Convolution(HintRequest request)
    {
        if (request.Whole(0) is not { } hints)
            return;
        hints.Rank ??= 4;
        if (request.SizesOf(1) is [_, _, var channels, _])
            hints.Ask(3, channels);
    }

    private static void Set(HintRequest request, int dimension)
    {
        if (request.Whole(0) is { } hints)
            request.SetSizeOf(0, hints, dimension);
    }
}
