namespace TfKeyedExport.Operations.Shapes;

/// <summary>What is known of a tensor before any call: its sizes, and of small vectors and scalars of whole numbers the elements.</summary>
/// <param name="Sizes">One size a dimension; null if the rank is not known.</param>
/// <param name="Content">The elements of a scalar or a vector; null if they are not known.</param>
internal readonly record struct SymbolicTensor(SymbolicSize[]? Sizes, SymbolicSize[]? Content = null)
{
    /// <summary>Nothing is known.</summary>
    public static SymbolicTensor Unknown => default;

    /// <summary>
    /// Of a TensorList, how many elements it has, and then their sizes, -1 being one that is open until an element is set. Null if it is none, or
    /// these are not known.
    /// </summary>
    public SymbolicSize[]? List { get; init; }

    /// <summary>Of a vector, the size than which it is one longer, as splits are than rows; null if that is not known.</summary>
    public SymbolicSize? OneMoreThan { get; init; }

    /// <summary>Whether both certainly have the same shape.</summary>
    public bool HasSizesOf(SymbolicTensor other) => Sizes is not null && other.Sizes is not null && Sizes.AsSpan().SequenceEqual(other.Sizes);

    /// <summary>Whether the same is known of both.</summary>
    public bool IsAs(SymbolicTensor other) =>
        Same(Sizes, other.Sizes) && Same(Content, other.Content) && Same(List, other.List) && OneMoreThan == other.OneMoreThan;

    private static bool Same(SymbolicSize[]? left, SymbolicSize[]? right) =>
        left is null ? right is null : right is not null && left.AsSpan().SequenceEqual(right);
}
