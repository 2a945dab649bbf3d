using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules of operations that compute element by element, and of reductions.</summary>
internal static class ElementShapes
{
    /// <summary>The shape of the first input.</summary>
    public static SymbolicTensor LikeFirst(ShapeRequest request) => new(request[0].Sizes);

    /// <summary>The shape of the second input.</summary>
    public static SymbolicTensor LikeSecond(ShapeRequest request) => new(request[1].Sizes);

    /// <summary>The first input's elements in another type; whoever asks leaves out what that type does not hold.</summary>
    public static SymbolicTensor Cast(ShapeRequest request) =>
        new(request[0].Sizes, request.OutputType is DataType.Int32 or DataType.Int64 ? request[0].Content : null);

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

    /// <summary>The axes of the second input are gone, or of size 1.</summary>
    public static SymbolicTensor Reduce(ShapeRequest request) => Reduce(request, multiplies: false);

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
        bool keeps = request.Attributes.Bool("keep_dims", false);
        return new SymbolicTensor(
            [.. sizes.Select((s, i) => isReduced[i] ? new SymbolicSize(1) : s).Where((_, i) => keeps || !isReduced[i])],
            multiplies && isReduced is [true] && request[0].Content is { } content ? [Product(content, request)] : null);
    }

    private static SymbolicSize Product(SymbolicSize[] factors, ShapeRequest request)
    {
        SymbolicSize[] others = [.. factors.Where(f => !f.Is(1))];
        if (others.Length <= 1)
            return others.Length == 0 ? new SymbolicSize(1) : others[0];
        long product = 1;
        foreach (SymbolicSize factor in others)
        {
            if (!factor.IsKnown || factor.Value < 0 || Math.BigMul(product, factor.Value, out product) != 0 || product < 0)
                return request.Fresh(ViewShapes.UnknownElement);
        }
        return new SymbolicSize(product);
    }
}
