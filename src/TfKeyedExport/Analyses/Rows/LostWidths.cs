using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>
/// A second look at what a rule says: a width that other rows decide must be one of what comes of it, too; else its padding has gone into something that
/// looks like a row's own. Only rules that look at widths themselves may let one go.
/// </summary>
/// <param name="sizes">What decides sizes.</param>
/// <param name="symbols">What sizes are made of.</param>
internal sealed class LostWidths(RowSizes sizes, SymbolTable symbols)
{
    /// <summary>What a rule said, or that widths are lost.</summary>
    /// <param name="request">The node.</param>
    /// <param name="output">The output.</param>
    /// <param name="said">What the rule says of it.</param>
    public RowState Checked(RowRequest request, int output, RowState said)
    {
        SymbolicSize[]? result = said switch
        {
            RowsState => request.OutputShape(output).Sizes,
            ListState => request.OutputShape(output).List,
            OneRowState { IsNumber: false } => [],
            _ => null,
        };
        // Of what has sizes of which nothing is known, nothing is ever proved.
        if (result is null)
            return said;
        HashSet<int> kept = [.. result.SelectMany(r => symbols.FactorsOf(r).Symbols)];
        for (int input = 0; input < request.InputCount; input++)
        {
            SymbolicSize[]? given = request[input] switch
            {
                RowsState => request.Shape(input).Sizes,
                ListState => request.Shape(input).List,
                _ => null,
            };
            if (given?.SelectMany(g => symbols.FactorsOf(g).Symbols).Any(s => sizes.IsWidth(s) && !kept.Contains(s)) == true)
                return request.Lost(Loss.Width, "makes something of rows that are as wide as other rows decide, and so of padding");
        }
        return said;
    }
}
