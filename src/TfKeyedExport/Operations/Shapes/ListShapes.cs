namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules of TensorLists: a handle is a scalar, and knows how many elements it has, and their sizes.</summary>
internal static class ListShapes
{
    /// <summary>So many elements of the sizes that the first input names, as far as it does.</summary>
    public static SymbolicTensor Reserve(ShapeRequest request) =>
        new([])
        {
            List = request[1].Content is [var count] && request[0].Content is { } sizes && request[0].Sizes is [_]
                && Array.TrueForAll(sizes, s => s.IsKnown || request.IsSize(s)) ? [count, .. sizes] : null,
        };

    /// <summary>The slices of a tensor.</summary>
    public static SymbolicTensor FromTensor(ShapeRequest request) => new([]) { List = request[0].Sizes is { Length: > 0 } sizes ? [.. sizes] : null };

    /// <summary>An element more is set: all have its sizes, or had none before.</summary>
    public static SymbolicTensor SetItem(ShapeRequest request)
    {
        // A list may be made longer by what is set behind its end.
        if (request[0].List is not { } list || request[2].Sizes is not { } sizes || list.Length != sizes.Length + 1
            || request.Attributes.Bool("resize_if_index_out_of_bounds", false))
            return new SymbolicTensor([]);
        SymbolicSize[] all = [list[0], .. list.Skip(1).Zip(sizes, (before, now) => before == now || before.Is(-1) ? now : new SymbolicSize(-1))];
        bool isOneSize = list.Skip(1).Zip(sizes).All(p => p.First == p.Second || p.First.Is(-1));
        return new SymbolicTensor([]) { List = isOneSize ? all : null };
    }

    /// <summary>
    /// The sizes that all elements have; one that was not set has those that are named here, which may be others. What is named of an element that is set,
    /// nobody compares with it.
    /// </summary>
    public static SymbolicTensor GetItem(ShapeRequest request) => request[0].List is not { } list ? SymbolicTensor.Unknown
        : list.Skip(1).Any(s => s.Is(-1)) ? Declared(request[2], request, 0)
        : Names(request[2], list[1..]) ? new SymbolicTensor(list[1..]) : SymbolicTensor.Unknown;

    /// <summary>Whether what is named leaves all sizes open, or each of those that are known open or the same.</summary>
    public static bool Names(SymbolicTensor sizes, SymbolicSize[]? known) => sizes.Content is { } named && (sizes.Sizes is []
        ? named is [{ IsKnown: true, Value: -1 }]
        : named.Length == known?.Length && named.Zip(known).All(p => p.First.Is(-1) || p.First == p.Second));

    /// <summary>All elements along a first axis.</summary>
    public static SymbolicTensor Stack(ShapeRequest request) => Sizes(request, 1) is { } sizes
        ? new SymbolicTensor([request[0].List![0], .. sizes])
        : Declared(request[1], request, 1) is { Sizes: { } named } ? new SymbolicTensor([request.Fresh(0), .. named]) : SymbolicTensor.Unknown;

    /// <summary>How many elements there are.</summary>
    public static SymbolicTensor Length(ShapeRequest request) => new([], request[0].List is [var count, ..] ? [count] : null);

    // An element that is set has the list's sizes, and one that never was has those that are named, as far as they are; both where both are known.
    private static SymbolicSize[]? Sizes(ShapeRequest request, int declared)
    {
        if (request[0].List is not { } list || list.Skip(1).Any(s => s.Is(-1)))
            return null;
        return request[declared] switch
        {
            { Sizes: [], Content: [{ IsKnown: true, Value: -1 }] } => list[1..],
            { Sizes: [_], Content: { } named } when named.Length == list.Length - 1 =>
                Array.TrueForAll(named, s => s.IsKnown || request.IsSize(s)) ? [.. named.Select((s, i) => s.Is(-1) ? list[i + 1] : s)] : null,
            _ => null,
        };
    }

    private static SymbolicTensor Declared(SymbolicTensor sizes, ShapeRequest request, int before) => sizes is { Sizes: [_], Content: { } named }
        ? new SymbolicTensor([.. named.Select((s, i) => (s.IsKnown ? s.Is(-1) : !request.IsSize(s)) ? request.Fresh(i + before) : s)])
        : SymbolicTensor.Unknown;
}
