namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules of Fourier transforms of real numbers: the second input gives the last sizes of what is not transformed.</summary>
internal static class SpectrumShapes
{
    /// <summary>Of the last size, only the half that is not the other half's mirror image.</summary>
    public static SymbolicTensor Spectrum(ShapeRequest request) => Sized(request, isHalf: true);

    /// <summary>The sizes as they are given.</summary>
    public static SymbolicTensor Samples(ShapeRequest request) => Sized(request, isHalf: false);

    private static SymbolicTensor Sized(ShapeRequest request, bool isHalf)
    {
        if (request[0].Sizes is not { } sizes || request[1].Content is not { Length: > 0 } given || given.Length > sizes.Length)
            return SymbolicTensor.Unknown;
        SymbolicSize[] result = [.. sizes[..^given.Length], .. given];
        if (given.Any(g => g is { IsKnown: true, Value: < 1 }))
            return SymbolicTensor.Unknown;
        if (isHalf)
            result[^1] = given[^1].IsKnown ? new SymbolicSize((given[^1].Value / 2) + 1) : request.Fresh(sizes.Length - 1);
        return new SymbolicTensor(result);
    }
}
