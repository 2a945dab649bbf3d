namespace TfKeyedExport.Operations.Shapes;

/// <summary>What is known of a tensor before any call: its sizes, and of small vectors and scalars of whole numbers the elements.</summary>
/// <param name="Sizes">One size a dimension; null if the rank is not known.</param>
/// <param name="Content">The elements of a scalar or a vector; null if they are not known.</param>
internal readonly record struct SymbolicTensor(SymbolicSize[]? Sizes, SymbolicSize[]? Content = null)
{
    /// <summary>Nothing is known.</summary>
    public static SymbolicTensor Unknown => default;

    /// <summary>Whether both certainly have the same shape.</summary>
    public bool HasSizesOf(SymbolicTensor other) => Sizes is not null && other.Sizes is not null && Sizes.AsSpan().SequenceEqual(other.Sizes);
}
