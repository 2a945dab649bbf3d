using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>What decides the sizes of a graph's tensors: the model, the number of rows, or what rows hold.</summary>
/// <param name="shapes">The shapes.</param>
internal sealed class RowSizes(ShapeAnalysis shapes)
{
    private readonly Dictionary<int, SizeDecision> _decisions = [];

    /// <summary>What decides a number or symbol.</summary>
    public RowState StateOf(SymbolicSize size)
    {
        RowState state = RowState.Shared;
        foreach (int symbol in shapes.Symbols.FactorsOf(size).Symbols)
            state = RowStates.Sum(state, Of(symbol).State);
        return state;
    }

    /// <summary>Whether a size is the same whatever the rows are, and however many.</summary>
    public bool IsShared(SymbolicSize size) => StateOf(size) is SharedState or OneRowState;

    /// <summary>Whether a symbol that is no product stands for a width that other rows may decide: neither shared, nor a number of entries.</summary>
    public bool IsWidth(int symbol) => Of(symbol) is { Map: null, State: not (SharedState or OneRowState) };

    /// <summary>The map of an axis that has a size; null if it is no axis of entries.</summary>
    public RowMap? MapOf(SymbolicSize size)
    {
        Factors factors = shapes.Symbols.FactorsOf(size);
        RowMap? map = null;
        var count = new SymbolicSize(factors.Number);
        foreach (int symbol in factors.Symbols)
        {
            if (Of(symbol).Map is not { } own)
            {
                if (shapes.Symbols.Product(count, new SymbolicSize(0, symbol)) is not { } product)
                    return null;
                count = product;
            }
            else if (map is null)
            {
                map = own;
            }
            else
            {
                return null;
            }
        }
        return map is null || count.Is(1) ? map : new BlockMap(count, map) { IsWide = !IsShared(count) };
    }

    /// <summary>Whether a number or symbol is a size, or a product of sizes, and so not negative.</summary>
    public bool IsSize(SymbolicSize size) => shapes.Symbols.IsSize(size);

    /// <summary>Notes what decides the number of rows.</summary>
    public void NoteRows(SymbolicSize size) => _decisions[size.Symbol] = new SizeDecision(RowState.Counted, RowMap.Rows);

    /// <summary>Notes what decides the sizes and elements that were first met in a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="state">What it depends on.</param>
    /// <param name="widths">What decides the sizes of its other axes than the rows'.</param>
    public void Note(NodeOutput tensor, RowState state, RowState widths)
    {
        SymbolicTensor shape = shapes[tensor];
        // How many splits there are, the number of rows decides; what they are, rows do.
        if (widths is SplitsState)
            widths = RowState.Counted;
        if (state is SplitsState)
            state = new LostState(new NodeCulprit(tensor.Node, Loss.Mixed, "gives places that rows of the batch decide"));
        Note(shape.Sizes, tensor, i => state is RowsState rows && rows.Axis == i ? new SizeDecision(RowState.Counted, rows.Map) : new SizeDecision(widths));
        Note(shape.Content, tensor, _ => new SizeDecision(state is RowsState ? widths : state));
        Note(shape.List, tensor, i => i > 0 && state is ListState { Over: null, Element: RowsState rows } && rows.Axis == i - 1
            ? new SizeDecision(RowState.Counted, rows.Map) : new SizeDecision(widths));
    }

    private void Note(SymbolicSize[]? sizes, NodeOutput tensor, Func<int, SizeDecision> decide)
    {
        for (int i = 0; i < (sizes?.Length ?? 0); i++)
        {
            // Whatever a symbol is a part of is told by its factors.
            if (!sizes![i].IsKnown && shapes.Symbols.FactorsOf(sizes[i]) is { Number: 1, Symbols: [var symbol] } && shapes.OriginOf(symbol).Tensor == tensor)
                _decisions[symbol] = decide(i);
        }
    }

    // What nobody told of may be decided by anything.
    private SizeDecision Of(int symbol) => _decisions.TryGetValue(symbol, out SizeDecision decision)
        ? decision
        : new SizeDecision(new LostState(new NodeCulprit(shapes.OriginOf(symbol).Tensor.Node, Loss.Width, "gives a size that other rows may decide")));
}
