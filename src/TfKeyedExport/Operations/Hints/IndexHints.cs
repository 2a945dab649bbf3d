namespace TfKeyedExport.Operations.Hints;

/// <summary>The rules of operations that take numbers as places in something: they must lie within it.</summary>
internal static class IndexHints
{
    /// <summary>The second input holds rows of the first one.</summary>
    public static void Rows(HintRequest request) => Bound(request, 1, Size(request, 0, 0));

    /// <summary>The second input holds rows of the first one, behind its batch dimensions.</summary>
    public static void BatchedRows(HintRequest request) => Bound(request, 1, Size(request, 0, (int)request.Attributes.Int("batch_dims", 0)));

    /// <summary>The second input holds places along the axis that the third one is.</summary>
    public static void AlongAxis(HintRequest request) => Bound(request, 1, Size(request, 0, request.Numbers(2) is [double axis] ? (int)axis : 0));

    /// <summary>The second input holds places in the first one, one number for each of its first dimensions.</summary>
    public static void Places(HintRequest request) => Bound(request, 1, LeastSize(request.SizesOf(0), Depth(request, 1)));

    /// <summary>The first input holds places in something whose sizes the third one holds.</summary>
    public static void PlacesInSizes(HintRequest request) =>
        Bound(request, 0, LeastSize(request.Numbers(2) is { } sizes ? Array.ConvertAll(sizes, s => (long)s) : null, Depth(request, 0)));

    /// <summary>The first input holds numbers below the second one; those outside give a row of zeros.</summary>
    public static void Hot(HintRequest request) => Bound(request, 0, Number(request, 1), soft: true);

    /// <summary>The first input holds numbers that are counted: none below 0, and those not below the second one are left out.</summary>
    public static void Counted(HintRequest request)
    {
        Hot(request);
        foreach (Trail trail in request.Trails(0))
            trail.Within(0, double.PositiveInfinity);
    }

    /// <summary>The second input holds segments, as many as the third one says.</summary>
    public static void Segments(HintRequest request) => Bound(request, 1, Number(request, 2));

    /// <summary>The second input holds the numbers of parts.</summary>
    public static void Parts(HintRequest request) => Bound(request, 1, request.Attributes.Int("num_partitions", 0));

    /// <summary>The second input names axes of the first.</summary>
    public static void Axis(HintRequest request) => Bound(request, 1, request.SizesOf(0) is { Length: > 0 } sizes ? sizes.Length : null);

    /// <summary>The second input names axes of the first, whose elements are moved.</summary>
    public static void MovedAlong(HintRequest request)
    {
        Axis(request);
        request.Set(0, [.. request.Trails(0).Select(t => t.Reshaped())]);
    }

    /// <summary>The second input holds classes, of which the first one has a column each.</summary>
    public static void Classes(HintRequest request) => Bound(request, 1, request.SizesOf(0) is [_, long classes] ? classes : null, soft: true);

    private static long? Number(HintRequest request, int input) => request.Numbers(input) is [double number] ? (long)number : null;

    private static long? Size(HintRequest request, int input, int axis)
    {
        if (request.SizesOf(input) is not { } sizes)
            return null;
        int at = axis < 0 ? axis + sizes.Length : axis;
        return at >= 0 && at < sizes.Length ? sizes[at] : null;
    }

    private static int Depth(HintRequest request, int input) =>
        request.SizesOf(input) is { Length: > 0 } sizes && sizes[^1] > 0 ? (int)Math.Min(sizes[^1], 64) : 1;

    private static void Bound(HintRequest request, int input, long? size, bool soft = false)
    {
        if (size is not > 0)
            return;
        foreach (Trail trail in request.Trails(input))
            trail.Index(size.Value, soft);
    }

    // The least of the sizes that the parts of an index go into: which part goes into which is not followed.
    private static long? LeastSize(long[]? sizes, int depth) =>
        sizes is null || sizes.Length < depth ? null : sizes[..depth].Where(s => s > 0).Select(s => (long?)s).Min();
}
