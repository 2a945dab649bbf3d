using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules of operations that compute element by element, and of reductions.</summary>
internal static class ElementShapes
{
    /// <summary>The shape of the first input.</summary>
    public static SymbolicTensor LikeFirst(ShapeRequest request) => new(request[0].Sizes);

    /// <summary>The shape of the second input.</summary>
    public static SymbolicTensor LikeSecond(ShapeRequest request) => new(request[1].Sizes);

    /// <summary>
    /// The shape of the second input, if each of its elements is given a single one: then the third input is what others get. A table may have vectors for
    /// keys, but no single key is one.
    /// </summary>
    public static SymbolicTensor Find(ShapeRequest request) => request[2].Sizes is [] && (request.HasSingleKeys(0) || request[1].Sizes is [])
        ? new(request[1].Sizes)
        : SymbolicTensor.Unknown;

    /// <summary>The first input's elements in another type; whoever asks leaves out what that type does not hold.</summary>
    public static SymbolicTensor Cast(ShapeRequest request) =>
        new(request[0].Sizes, request.OutputType is DataType.Int32 or DataType.Int64 ? request[0].Content : null);

    /// <summary>The first input's shape, and what is declared to be of it.</summary>
    public static SymbolicTensor Ensure(ShapeRequest request)
    {
        TensorShape declared = request.Attributes.Shape("shape");
        if (!declared.HasRank)
            return request[0];
        if (request[0].Sizes is { } sizes && sizes.Length != declared.Rank)
            return SymbolicTensor.Unknown;
        return new SymbolicTensor(
            [.. declared.Dimensions.ToArray().Select((d, i) => d >= 0 ? new SymbolicSize(d) : request[0].Sizes is { } own ? own[i] : request.Fresh(i))],
            request[0].Content);
    }

    /// <summary>Elements of all inputs, stretched to each other's sizes.</summary>
    public static SymbolicTensor BroadcastAll(ShapeRequest request)
    {
        SymbolicSize[]? sizes = request[0].Sizes;
        for (int i = 1; i < request.InputCount && sizes is not null; i++)
            sizes = request[i].Sizes is { } other ? Broadcast(sizes, other, request) : null;
        return new SymbolicTensor(sizes);
    }

    /// <summary>The sizes of what is computed of elements of two tensors, the smaller one being stretched.</summary>
    public static SymbolicSize[] Broadcast(SymbolicSize[] left, SymbolicSize[] right, ShapeRequest request)
    {
        var sizes = new SymbolicSize[Math.Max(left.Length, right.Length)];
        for (int i = 1; i <= sizes.Length; i++)
        {
            SymbolicSize a = i <= left.Length ? left[^i] : new SymbolicSize(1), b = i <= right.Length ? right[^i] : new SymbolicSize(1);
            // A known size other than 1 wins: the other one is the same or 1.
            sizes[^i] = a == b || b.Is(1) ? a : a.Is(1) ? b : a.IsKnown ? a : b.IsKnown ? b : request.Fresh(sizes.Length - i);
        }
        return sizes;
    }

    /// <summary>The axis that the second input names is gone.</summary>
    public static SymbolicTensor Pick(ShapeRequest request) => request[0].Sizes is { } sizes && request.Integers(1) is [var axis]
        && axis >= -sizes.Length && axis < sizes.Length
            ? new SymbolicTensor([.. sizes.Where((_, i) => i != (axis < 0 ? axis + sizes.Length : axis))])
            : SymbolicTensor.Unknown;

    /// <summary>The number of dimensions.</summary>
    public static SymbolicTensor Rank(ShapeRequest request) => new([], request[0].Sizes is { } sizes ? [new SymbolicSize(sizes.Length)] : null);

    /// <summary>More elements before and behind each axis: the second input's pairs.</summary>
    public static SymbolicTensor Pad(ShapeRequest request) => request[0].Sizes is { } sizes
        ? new SymbolicTensor([.. sizes.Select((s, i) => Padded(request, s, i))])
        : SymbolicTensor.Unknown;

    private static SymbolicSize Padded(ShapeRequest request, SymbolicSize size, int dimension)
    {
        if (request.Integers(1) is not { } pads || pads.Length < (2 * dimension) + 2)
            return request.Fresh(dimension);
        (long before, long behind) = (pads[2 * dimension], pads[(2 * dimension) + 1]);
        if (before == 0 && behind == 0)
            return size;
        bool isSmall = before is >= 0 and <= int.MaxValue && behind is >= 0 and <= int.MaxValue;
        return isSmall && size.IsKnown ? new SymbolicSize(size.Value + before + behind) : request.Fresh(dimension);
    }

    /// <summary>The axes of the second input are gone, or of size 1.</summary>
    public static SymbolicTensor Reduce(ShapeRequest request) => Reduce(request, multiplies: false);

    /// <summary>The same, of an operation that makes something else even of a single element.</summary>
    public static SymbolicTensor Norm(ShapeRequest request) => Reduce(request) with { Content = null };

    /// <summary>The same; products of sizes are followed.</summary>
    public static SymbolicTensor ReduceProduct(ShapeRequest request) => Reduce(request, multiplies: true);

    private static SymbolicTensor Reduce(ShapeRequest request, bool multiplies)
    {
        if (request[0].Sizes is not { } sizes || request.Integers(1) is not { } axes)
            return SymbolicTensor.Unknown;
        var isReduced = new bool[sizes.Length];
        foreach (long axis in axes)
        {
            if (axis < -sizes.Length || axis >= sizes.Length)
                return SymbolicTensor.Unknown;
            isReduced[axis < 0 ? axis + sizes.Length : axis] = true;
        }
        bool keeps = request.Attributes.Bool("keep_dims", false) || request.Attributes.Bool("keepdims", false);
        return new SymbolicTensor(
            [.. sizes.Select((s, i) => isReduced[i] ? new SymbolicSize(1) : s).Where((_, i) => keeps || !isReduced[i])],
            isReduced is not [true] || request[0].Content is not { } content ? null
                : content.Length == 1 && request.OutputType is DataType.Int32 or DataType.Int64 ? [content[0]]
                : multiplies ? [Product(content, request)]
                : null);
    }

    /// <summary>Products of elements, or of sizes.</summary>
    public static SymbolicTensor Multiply(ShapeRequest request)
    {
        SymbolicTensor left = request[0], right = request[1];
        SymbolicTensor shape = BroadcastAll(request);
        return left.Content is { } a && right.Content is { } b && left.HasSizesOf(right) && a.Length == b.Length
            ? shape with { Content = [.. a.Zip(b, (x, y) => Product([x, y], request))] }
            : shape;
    }

    /// <summary>Sums; of two numbers that are known, the sum is.</summary>
    public static SymbolicTensor Add(ShapeRequest request) => Known(request, (a, b) => (Int128)a + b);

    /// <summary>Differences; of two numbers that are known, the difference is.</summary>
    public static SymbolicTensor Subtract(ShapeRequest request) => Known(request, (a, b) => (Int128)a - b);

    /// <summary>Whether the first is not less than the second, as 1 or 0 where both are known.</summary>
    public static SymbolicTensor AtLeast(ShapeRequest request) => Known(request, (a, b) => a >= b ? 1 : 0);

    private static SymbolicTensor Known(ShapeRequest request, Func<long, long, Int128> of)
    {
        SymbolicTensor shape = BroadcastAll(request);
        return shape.Sizes is [] && request.Integers(0) is [var left] && request.Integers(1) is [var right] && of(left, right) is var number
            && number >= long.MinValue && number <= long.MaxValue
                ? shape with { Content = [new SymbolicSize((long)number)] }
                : shape;
    }

    /// <summary>The lesser of two; that of a number and of what is at least as large is the number.</summary>
    public static SymbolicTensor Minimum(ShapeRequest request)
    {
        SymbolicTensor shape = BroadcastAll(request);
        if (shape.Sizes is not { Length: 0 })
            return shape;
        for (int i = 0; i < 2; i++)
        {
            if (request[i].Content is [var number] && request.IsAtLeast(1 - i, number))
                return shape with { Content = [number] };
        }
        return shape;
    }

    /// <summary>How many elements there are.</summary>
    public static SymbolicTensor Count(ShapeRequest request) =>
        new([], request[0].Sizes is { } sizes ? [Product(sizes, request)] : null);

    private static SymbolicSize Product(SymbolicSize[] factors, ShapeRequest request)
    {
        var product = new SymbolicSize(1);
        foreach (SymbolicSize factor in factors)
        {
            if (factor is { IsKnown: true, Value: < 0 } || request.Product(product, factor) is not { } larger)
                return request.Fresh(ViewShapes.UnknownElement);
            product = larger;
        }
        return product;
    }
}
