using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Rows;

/// <summary>Which row each entry along an axis belongs to.</summary>
internal abstract record RowMap
{
    /// <summary>One entry a row, in the request's order.</summary>
    public static RowMap Rows { get; } = new PlainMap();

    /// <summary>
    /// Whether each of its entries belongs to one row, and those of a row are as many as follows from it and come in an order that does: so that what
    /// they are added up to follows from the row, too.
    /// </summary>
    public virtual bool KeepsTurns => true;

    /// <summary>Whether its entries stand in the order of their rows, and so those of a row together.</summary>
    public virtual bool IsInOrder => true;

    private sealed record PlainMap : RowMap;
}

/// <summary>So many entries in the place of each entry of another map, one after the other.</summary>
/// <param name="Count">How many.</param>
/// <param name="Of">The other map.</param>
internal sealed record BlockMap(SymbolicSize Count, RowMap Of) : RowMap
{
    /// <summary>Whether other rows decide how many: then a row has more in one batch than in another one.</summary>
    public bool IsWide { get; init; }

    /// <inheritdoc/>
    public override bool KeepsTurns => !IsWide && Of.KeepsTurns;

    /// <inheritdoc/>
    public override bool IsInOrder => Of.IsInOrder;
}

/// <summary>All entries of another map so many times, one whole after the other.</summary>
/// <param name="Count">How many times.</param>
/// <param name="Of">The other map.</param>
internal sealed record RepeatMap(long Count, RowMap Of) : RowMap
{
    /// <inheritdoc/>
    public override bool KeepsTurns => Of.KeepsTurns;

    /// <inheritdoc/>
    public override bool IsInOrder => false;
}

/// <summary>
/// Some entries in the order of another map's: which entries an entry of the other map has here, if any, follows from its own row.
/// </summary>
/// <param name="Source">What decides: equal sources, equal maps.</param>
/// <param name="Part">Which of the maps that it decides.</param>
/// <param name="Of">The other map.</param>
internal sealed record ListMap(object Source, int Part, RowMap Of) : RowMap
{
    /// <summary>Whether every entry of the other map has one here.</summary>
    public bool CoversAll { get; init; }

    /// <summary>How many parts its source makes, each entry being in one of them.</summary>
    public int Parts { get; init; }

    /// <inheritdoc/>
    public override bool KeepsTurns => Of.KeepsTurns;

    /// <inheritdoc/>
    public override bool IsInOrder => Of.IsInOrder;
}

/// <summary>The entries of another map in an order that all rows decide.</summary>
/// <param name="Source">What decides; equal sources, equal orders.</param>
/// <param name="Of">The other map.</param>
internal sealed record OrderMap(object Source, RowMap Of) : RowMap
{
    // Of several entries of one row, other rows decide which comes first.
    /// <inheritdoc/>
    public override bool KeepsTurns => Of == Rows;

    /// <inheritdoc/>
    public override bool IsInOrder => false;
}

/// <summary>Distinct values: each entry belongs to all rows that have its value, and is a function of that value.</summary>
/// <param name="Source">The values.</param>
internal sealed record PoolMap(object Source) : RowMap
{
    /// <inheritdoc/>
    public override bool KeepsTurns => false;

    /// <inheritdoc/>
    public override bool IsInOrder => false;
}
