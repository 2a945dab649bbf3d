namespace TfKeyedExport.Operations.Shapes;

/// <summary>
/// A size or another whole number of a graph: known when the graph is planned, or the same as every other one with its symbol, whatever a call brings.
/// </summary>
/// <param name="Value">The number; meaningless with a symbol.</param>
/// <param name="Symbol">0 for a known number.</param>
internal readonly record struct SymbolicSize(long Value, int Symbol = 0)
{
    /// <summary>Whether the number is known.</summary>
    public bool IsKnown => Symbol == 0;

    /// <summary>Whether it is known to be a certain number.</summary>
    public bool Is(long number) => IsKnown && Value == number;

    /// <inheritdoc/>
    public override string ToString() => IsKnown ? $"{Value}" : $"s{Symbol}";
}
