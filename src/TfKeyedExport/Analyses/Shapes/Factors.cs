namespace TfKeyedExport.Analyses.Shapes;

/// <summary>A product of a number and symbols.</summary>
/// <param name="Number">The number.</param>
/// <param name="Symbols">The symbols, smallest first, each as often as it is a factor; none of them stands for a product.</param>
internal readonly record struct Factors(long Number, int[] Symbols)
{
    /// <inheritdoc/>
    public bool Equals(Factors other) => Number == other.Number && Symbols.AsSpan().SequenceEqual(other.Symbols);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Number);
        foreach (int symbol in Symbols)
            hash.Add(symbol);
        return hash.ToHashCode();
    }
}
