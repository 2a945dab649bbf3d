namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules of operations that take tensors apart, order them, or put them together, and have several outputs.</summary>
internal static class PartShapes
{
    /// <summary>Equal parts along the axis that the first input names.</summary>
    public static SymbolicTensor Split(ShapeRequest request, int output) => request[1].Sizes is { } sizes && At(request.Integers(0), sizes.Length) is int axis
        ? new SymbolicTensor([.. sizes.Select((s, i) => i != axis ? s
            : request.Quotient(s, new SymbolicSize(request.Attributes.Int("num_split"))) is { } part ? part : request.Fresh(i))])
        : SymbolicTensor.Unknown;

    /// <summary>Parts of given sizes along the axis that the third input names; one may be left open.</summary>
    public static SymbolicTensor SplitV(ShapeRequest request, int output)
    {
        if (request[0].Sizes is not { } sizes || At(request.Integers(2), sizes.Length) is not int axis)
            return SymbolicTensor.Unknown;
        // A single part is all of it, whatever its size is said to be.
        if (request[1].Sizes is [{ IsKnown: true, Value: 1 }])
            return new SymbolicTensor(sizes);
        SymbolicSize? part = request[1].Content is { Length: > 1 } parts && output < parts.Length && !parts[output].Is(-1)
            && !ViewShapes.MayBeOpen(parts[output], parts, request) ? parts[output] : null;
        return new SymbolicTensor([.. sizes.Select((s, i) => i != axis ? s : part ?? request.Fresh(i))]);
    }

    /// <summary>An axis is gone; of small vectors, an element each.</summary>
    public static SymbolicTensor Unpack(ShapeRequest request, int output) =>
        request[0].Sizes is { } sizes && At([request.Attributes.Int("axis", 0)], sizes.Length) is int axis
            ? new SymbolicTensor(
                [.. sizes.Where((_, i) => i != axis)],
                sizes.Length == 1 && request[0].Content is { } content && output < content.Length ? [content[output]] : null)
            : SymbolicTensor.Unknown;

    /// <summary>As many as the second input says, along the last axis.</summary>
    public static SymbolicTensor TopK(ShapeRequest request, int output) => request[0].Sizes is { Length: > 0 } sizes
        ? new SymbolicTensor([.. sizes.AsSpan()[..^1], request[1].Content is [var count] ? count : request.Fresh(sizes.Length - 1)])
        : SymbolicTensor.Unknown;

    /// <summary>Some values, and as many numbers of them as there were elements.</summary>
    public static SymbolicTensor Unique(ShapeRequest request, int output) =>
        output == 0 ? new SymbolicTensor([request.Fresh(0)]) : request[0].Sizes is [var size] ? new SymbolicTensor([size]) : SymbolicTensor.Unknown;

    /// <summary>Some slices of the first input in each part.</summary>
    public static SymbolicTensor Partition(ShapeRequest request, int output) =>
        request[0].Sizes is { } sizes && request[1].Sizes is { } parts && parts.Length <= sizes.Length
            ? new SymbolicTensor([request.Fresh(0), .. sizes.AsSpan(parts.Length)])
            : SymbolicTensor.Unknown;

    /// <summary>Slices of all parts; how many, the largest number tells.</summary>
    public static SymbolicTensor Stitch(ShapeRequest request)
    {
        int count = request.InputCount / 2;
        return request[0].Sizes is { } places && request[count].Sizes is { } slices && places.Length <= slices.Length
            ? new SymbolicTensor([request.Fresh(0), .. slices.AsSpan(places.Length)])
            : SymbolicTensor.Unknown;
    }

    /// <summary>The axes' number, or null if it is no axis.</summary>
    private static int? At(long[]? axes, int rank) => axes is [var axis] && axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : null;
}
