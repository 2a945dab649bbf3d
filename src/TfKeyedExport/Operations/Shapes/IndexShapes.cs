using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules of operations that pick, repeat, count and order elements.</summary>
internal static class IndexShapes
{
    private const long MostElements = 16;

    public static SymbolicTensor Gather(ShapeRequest request)
    {
        if (request[0].Sizes is not { } data || request[1].Sizes is not { } indices
            || (request.InputCount > 2 ? request.Integers(2) : [0]) is not [long axis]
            || axis < -data.Length
            || axis >= data.Length)
            return SymbolicTensor.Unknown;
        int at = (int)(axis < 0 ? axis + data.Length : axis);
        long named = request.Attributes.Int("batch_dims", 0), batch = named < 0 ? named + indices.Length : named;
        if (batch < 0 || batch > indices.Length || batch > at)
            return SymbolicTensor.Unknown;
        if (batch > 0)
            return new SymbolicTensor([.. data.AsSpan(0, at), .. indices.AsSpan((int)batch), .. data.AsSpan(at + 1)]);
        SymbolicSize[]? content = data.Length == 1 && indices.Length <= 1 ? Picked(request[0].Content, request.Integers(1)) : null;
        return new SymbolicTensor([.. data.AsSpan(0, at), .. indices, .. data.AsSpan(at + 1)], content);
    }

    private static SymbolicSize[]? Picked(SymbolicSize[]? elements, long[]? places) =>
        elements is not null && places is not null && places.All(p => p >= 0 && p < elements.Length) ? [.. places.Select(p => elements[p])] : null;

    public static SymbolicTensor OneHot(ShapeRequest request)
    {
        if (request[0].Sizes is not { } indices || request[1].Content is not [var depth])
            return SymbolicTensor.Unknown;
        long axis = request.Attributes.Int("axis", -1);
        int at = axis == -1 ? indices.Length : (int)Math.Clamp(axis, 0, indices.Length);
        return new SymbolicTensor([.. indices.AsSpan(0, at), depth, .. indices.AsSpan(at)]);
    }

    public static SymbolicTensor Range(ShapeRequest request)
    {
        bool counts = request[0].Content is [var start] && start.Is(0) && request[2].Content is [var step] && step.Is(1);
        bool ends = request[1].Content is [{ IsKnown: false } or { Value: >= 0 }];
        if (request.Integers(0) is [>= 0 and <= MostElements and var first] && request.Integers(1) is [>= 0 and <= MostElements and var end]
            && request.Integers(2) is [1] && end >= first && request.OutputType is DataType.Int32 or DataType.Int64)
            return new SymbolicTensor([new SymbolicSize(end - first)], [.. Enumerable.Range((int)first, (int)(end - first)).Select(i => new SymbolicSize(i))]);
        return new SymbolicTensor([counts && ends ? request[1].Content![0] : request.Fresh(0)]);
    }

    public static SymbolicTensor Tile(ShapeRequest request)
    {
        if (request[0].Sizes is not { } sizes)
            return SymbolicTensor.Unknown;
        SymbolicSize[]? times = request[1].Content;
        return new SymbolicTensor([.. sizes.Select((s, i) => times is null || i >= times.Length ? request.Fresh(i)
            : times[i].Is(1) ? s : times[i] is { IsKnown: true, Value: < 0 } ? request.Fresh(i) : request.Product(s, times[i]) ?? request.Fresh(i))]);
    }

    public static SymbolicTensor Transpose(ShapeRequest request) =>
        request[0].Sizes is { } sizes && request.Integers(1) is { } order && order.Length == sizes.Length && order.All(o => o >= 0 && o < sizes.Length)
            ? new SymbolicTensor([.. order.Select(o => sizes[o])])
            : SymbolicTensor.Unknown;

    /// <summary>The diagonals of square matrices; nothing is said of other ones.</summary>
    public static SymbolicTensor DiagonalParts(ShapeRequest request)
    {
        bool isMain = request.InputCount == 1 || request.Integers(1) is [0];
        return isMain && request[0].Sizes is { Length: > 1 } sizes && sizes[^1] == sizes[^2] ? new SymbolicTensor(sizes[..^1]) : SymbolicTensor.Unknown;
    }

    /// <summary>Vectors as diagonals of square matrices; nothing is said of other diagonals.</summary>
    public static SymbolicTensor Diagonals(ShapeRequest request)
    {
        bool isMain = request.InputCount == 1
            || (request.Integers(1) is [0] && request.Integers(2) is [-1] && request.Integers(3) is [-1]);
        return isMain && request[0].Sizes is { Length: > 0 } sizes ? new SymbolicTensor([.. sizes, sizes[^1]]) : SymbolicTensor.Unknown;
    }

    /// <summary>Blocks of images, each a batch of its own, one after the other.</summary>
    public static SymbolicTensor SpaceToBatch(ShapeRequest request) => Blocks(request, request.Product);

    /// <summary>The same backwards.</summary>
    public static SymbolicTensor BatchToSpace(ShapeRequest request) => Blocks(request, request.Quotient);

    private static SymbolicTensor Blocks(ShapeRequest request, Func<SymbolicSize, SymbolicSize, SymbolicSize?> next)
    {
        if (request[0].Sizes is not { } sizes
            || request.Integers(1) is not { } block
            || block.Length >= sizes.Length
            || block.Any(b => b is < 1 or > int.MaxValue))
            return SymbolicTensor.Unknown;
        SymbolicSize? batch = sizes[0];
        foreach (long b in block)
            batch = batch is { } all ? next(all, new SymbolicSize(b)) : null;
        return new SymbolicTensor([batch ?? request.Fresh(0), .. block.Select((_, i) => request.Fresh(i + 1)), .. sizes.AsSpan(block.Length + 1)]);
    }

    /// <summary>As many counts as the second input says, of each row if there are rows.</summary>
    public static SymbolicTensor Bincount(ShapeRequest request) => request[1].Content is [var count]
        ? request[0].Sizes switch
        {
            [_] => new SymbolicTensor([count]),
            [var rows, _] => new SymbolicTensor([rows, count]),
            _ => SymbolicTensor.Unknown,
        }
        : SymbolicTensor.Unknown;

    /// <summary>The sizes of the input are the elements.</summary>
    public static SymbolicTensor Shape(ShapeRequest request) =>
        request[0].Sizes is { } sizes ? new SymbolicTensor([new SymbolicSize(sizes.Length)], sizes) : SymbolicTensor.Unknown;

    /// <summary>As many rows as there are segments, which the elements tell.</summary>
    public static SymbolicTensor Segments(ShapeRequest request) =>
        request[0].Sizes is { Length: > 0 } rows ? new SymbolicTensor([request.Fresh(0), .. rows.AsSpan(1)]) : SymbolicTensor.Unknown;

    /// <summary>Slices at coordinates, which stand along the last axis.</summary>
    public static SymbolicTensor GatherNd(ShapeRequest request) =>
        request[0].Sizes is { } data && request[1].Sizes is [.. var places, { IsKnown: true, Value: var depth }] && depth >= 0 && depth <= data.Length
        && request.Attributes.Int("batch_dims", 0) == 0
            ? new SymbolicTensor([.. places, .. data.AsSpan((int)depth)])
            : SymbolicTensor.Unknown;

    /// <summary>As many slices as the third input says.</summary>
    public static SymbolicTensor UnsortedSegments(ShapeRequest request) =>
        request[0].Sizes is { } data && request[1].Sizes is { } ids && ids.Length <= data.Length && request[2].Content is [var count]
            ? new SymbolicTensor([count, .. data.AsSpan(ids.Length)])
            : SymbolicTensor.Unknown;

    /// <summary>The sizes that are the third input's elements.</summary>
    public static SymbolicTensor SizesOfThird(ShapeRequest request) => new(request[2].Content);

    /// <summary>The sizes that are the first input's elements, unless these are an image's height and width alone.</summary>
    public static SymbolicTensor SizesOfFirst(ShapeRequest request) => request[0].Content is { Length: > 3 } sizes ? new(sizes) : SymbolicTensor.Unknown;

    /// <summary>The sizes that are the second input's elements.</summary>
    public static SymbolicTensor SizesOfSecond(ShapeRequest request) => new(request[1].Content);

    /// <summary>A vector of as many elements as the values tell.</summary>
    public static SymbolicTensor Some(ShapeRequest request) => new([request.Fresh(0)]);

    /// <summary>A row of indices for each element that is true.</summary>
    public static SymbolicTensor Where(ShapeRequest request) =>
        request[0].Sizes is { } sizes ? new SymbolicTensor([request.Fresh(0), new SymbolicSize(sizes.Length)]) : SymbolicTensor.Unknown;
}
