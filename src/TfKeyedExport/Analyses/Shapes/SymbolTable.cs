using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Analyses.Shapes;

/// <summary>The symbols of an analysis: where the size was met that one stands for, or of which others it is the product.</summary>
internal sealed class SymbolTable
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<Factors, int> _products = [];

    /// <summary>A size, or an element (dimension <see cref="ViewShapes.UnknownElement"/>), that nothing else is known to equal.</summary>
    public SymbolicSize Fresh(NodeOutput tensor, int dimension)
    {
        _entries.Add(new Entry(tensor, dimension, null));
        return new SymbolicSize(0, _entries.Count);
    }

    /// <summary>Where the size that a symbol stands for was first met: a tensor and its dimension. A product is no size of a tensor.</summary>
    public (NodeOutput Tensor, int Dimension) OriginOf(int symbol) => (_entries[symbol - 1].Tensor, _entries[symbol - 1].Dimension);

    /// <summary>A number or symbol as a product: a number, and symbols that are no products, in order.</summary>
    public Factors FactorsOf(SymbolicSize size) =>
        size.IsKnown ? new Factors(size.Value, []) : _entries[size.Symbol - 1].Product ?? new Factors(1, [size.Symbol]);

    /// <summary>Whether a number or symbol is a size, or a product of sizes, and so not negative.</summary>
    public bool IsSize(SymbolicSize size)
    {
        Factors factors = FactorsOf(size);
        return factors.Number >= 0 && Array.TrueForAll(factors.Symbols, s => OriginOf(s).Dimension != ViewShapes.UnknownElement);
    }

    /// <summary>The product of two; null if it is larger than numbers go.</summary>
    public SymbolicSize? Product(SymbolicSize left, SymbolicSize right)
    {
        Factors a = FactorsOf(left), b = FactorsOf(right);
        return Math.BigMul(a.Number, b.Number, out long number) is 0 or -1 && Int128.Abs((Int128)a.Number * b.Number) <= long.MaxValue
            ? SizeOf(new Factors(number, [.. a.Symbols.Concat(b.Symbols).Order()]))
            : null;
    }

    /// <summary>What must be multiplied with the divisor to get the dividend; null if that is not known. Holds where the divisor is not 0.</summary>
    public SymbolicSize? Quotient(SymbolicSize dividend, SymbolicSize divisor)
    {
        Factors a = FactorsOf(dividend), b = FactorsOf(divisor);
        if (b.Number == 0 || a.Number % b.Number != 0)
            return null;
        List<int> rest = [.. a.Symbols];
        return b.Symbols.All(rest.Remove) ? SizeOf(new Factors(a.Number / b.Number, [.. rest])) : null;
    }

    private SymbolicSize SizeOf(Factors factors)
    {
        if (factors.Symbols.Length == 0 || factors.Number == 0)
            return new SymbolicSize(factors.Number);
        if (factors is { Number: 1, Symbols: [var single] })
            return new SymbolicSize(0, single);
        if (!_products.TryGetValue(factors, out int symbol))
        {
            _entries.Add(new Entry(default, ViewShapes.UnknownElement, factors));
            _products.Add(factors, symbol = _entries.Count);
        }
        return new SymbolicSize(0, symbol);
    }

    private readonly record struct Entry(NodeOutput Tensor, int Dimension, Factors? Product);
}
