namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules of TensorLists: a handle is a scalar, and knows how many elements it has, and their sizes.</summary>
internal static class ListShapes
{
    /// <summary>So many elements of the sizes that the first input names, as far as it does.</summary>
    public static SymbolicTensor Reserve(ShapeRequest request) =>
        new([]) { List = request[1].Content is [var count] && request[0].Content is { } sizes && request[0].Sizes is [_] ? [count, .. sizes] : null };

    /// <summary>The slices of a tensor.</summary>
    public static SymbolicTensor FromTensor(ShapeRequest request) => new([]) { List = request[0].Sizes is { Length: > 0 } sizes ? [.. sizes] : null };

    /// <summary>An element more is set: all have its sizes, or had none before.</summary>
    public static SymbolicTensor SetItem(ShapeRequest request)
    {
        if (request[0].List is not { } list || request[2].Sizes is not { } sizes || list.Length != sizes.Length + 1)
            return new SymbolicTensor([]);
        SymbolicSize[] all = [list[0], .. list.Skip(1).Zip(sizes, (before, now) => before == now || before.Is(-1) ? now : new SymbolicSize(-1))];
        bool isOneSize = list.Skip(1).Zip(sizes).All(p => p.First == p.Second || p.First.Is(-1));
        return new SymbolicTensor([]) { List = isOneSize ? all : null };
    }

    /// <summary>The sizes that all elements have.</summary>
    public static SymbolicTensor GetItem(ShapeRequest request) => request[0].List is { } list && !list.Skip(1).Any(s => s.Is(-1))
        ? new SymbolicTensor(list[1..])
        : Declared(request[2], request, 0);

    /// <summary>All elements along a first axis.</summary>
    public static SymbolicTensor Stack(ShapeRequest request) => request[0].List is { } list && !list.Skip(1).Any(s => s.Is(-1))
        ? new SymbolicTensor([.. list])
        : Declared(request[1], request, 1) is { Sizes: { } sizes } ? new SymbolicTensor([request.Fresh(0), .. sizes]) : SymbolicTensor.Unknown;

    /// <summary>How many elements there are.</summary>
    public static SymbolicTensor Length(ShapeRequest request) => new([], request[0].List is [var count, ..] ? [count] : null);

    private static SymbolicTensor Declared(SymbolicTensor sizes, ShapeRequest request, int before) => sizes is { Sizes: [_], Content: { } named }
        ? new SymbolicTensor([.. named.Select((s, i) => s.Is(-1) ? request.Fresh(i + before) : s)])
        : SymbolicTensor.Unknown;
}
