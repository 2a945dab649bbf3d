using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Rows;

/// <summary>What a tensor has to do with the rows of a batch.</summary>
internal abstract record RowState
{
    /// <summary>It depends on no row, nor on how many there are: on the model and on inputs that all rows share.</summary>
    public static RowState Shared { get; } = new SharedState();

    /// <summary>It depends on how many rows there are, and else on nothing but what all rows share.</summary>
    public static RowState Counted { get; } = new CountedState();
}

/// <summary>See <see cref="RowState.Shared"/>.</summary>
internal sealed record SharedState : RowState;

/// <summary>See <see cref="RowState.Counted"/>.</summary>
internal sealed record CountedState : RowState;

/// <summary>
/// An entry along the axis depends on its own row alone, and on what all rows share. The sizes of other axes may be decided by all rows: then
/// each element still follows from its row and its place, and only how many there are does not.
/// </summary>
/// <param name="Axis">The axis.</param>
/// <param name="Map">Whose entries they are.</param>
internal sealed record RowsState(int Axis, RowMap Map) : RowState
{
    /// <summary>What the elements are.</summary>
    public RowContent Content { get; init; }

    /// <summary>The map into which the elements point.</summary>
    public RowMap? Target { get; init; }

    /// <summary>The map of which the elements tell how many entries each row has; null if they do not.</summary>
    public RowMap? Counts { get; init; }

    /// <summary>Whether each is the number of its own entry in the target, so that none comes twice.</summary>
    public bool IsOwnNumber { get; init; }

    /// <summary>
    /// If they are coordinates of two numbers each, no two the same, and all second ones are less than a size: that size. Null if nothing is known of that.
    /// </summary>
    public SymbolicSize? Width { get; init; }

    /// <summary>What stands where a row's own elements end, and others decide how far the row goes on.</summary>
    public RowFilling Filling { get; init; }

    /// <summary>Whether the elements are functions of their rows, and not of where these stand.</summary>
    public bool HasValues => Content == RowContent.Values;
}

/// <summary>What a row is filled up with, to the width of the batch's widest.</summary>
internal enum RowFilling
{
    /// <summary>Nothing is known of it.</summary>
    Unknown,

    /// <summary>A number that is no index: -1.</summary>
    NoIndex,

    /// <summary>Zeros; and of all other elements, each is 0 or 1, so that sums of them are exact, and the same however many zeros there are.</summary>
    ZerosBesideOnes,
}

/// <summary>What the elements of a tensor with rows are.</summary>
internal enum RowContent
{
    /// <summary>Functions of their row.</summary>
    Values,

    /// <summary>Numbers of entries of another axis that belong to the same row; which of its entries, follows from the row.</summary>
    Index,

    /// <summary>The same, counted down from any number.</summary>
    IndexDown,

    /// <summary>Along the last axis, an index and then functions of the row.</summary>
    Coordinates,

    /// <summary>The same along the first axis: until it is the last, nothing else is done with them.</summary>
    CoordinatesFirst,

    /// <summary>Where a row's entries begin on another axis.</summary>
    Begins,

    /// <summary>Where a row's entries end on another axis.</summary>
    Ends,
}

/// <summary>Where the entries of all rows begin on another axis, and where the last row's end: a number more than there are rows.</summary>
/// <param name="Map">The other axis.</param>
/// <param name="Of">The rows.</param>
internal sealed record SplitsState(RowMap Map, RowMap Of) : RowState;

/// <summary>In a loop over rows: it depends on the row of this round, and on what all rows share.</summary>
/// <param name="Loop">The loop.</param>
internal sealed record OneRowState(object Loop) : RowState
{
    /// <summary>Whether it is the number of the row.</summary>
    public bool IsNumber { get; init; }
}

/// <summary>A TensorList.</summary>
/// <param name="Element">What each of its elements is; null as long as none was set.</param>
/// <param name="Over">If elements are entries of an axis, whose; each then depends on its row alone. Null if they are steps, which have no rows.</param>
internal sealed record ListState(RowState? Element, RowMap? Over) : RowState;

/// <summary>It may depend on other rows, or on more.</summary>
/// <param name="Culprit">Where that began.</param>
internal sealed record LostState(RowCulprit Culprit) : RowState;
