using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of TensorLists: over steps, each element has the batch's rows; over rows, each element belongs to one.</summary>
internal static class ListRows
{
    /// <summary>A list of so many elements, none of them set.</summary>
    public static RowState Reserve(RowRequest request, int output)
    {
        if (request.Shape(1).Content is not [var count])
            return request.Unsure("how long the list is is not known");
        return request.MapOf(count) is { } map ? new ListState(null, map)
            : request.IsShared(count) ? new ListState(null, null) : request.Lost(Loss.Mixed, "makes a list whose length other rows decide");
    }

    /// <summary>The slices of a tensor.</summary>
    public static RowState FromTensor(RowRequest request, int output) => request[0] switch
    {
        SharedState => RowState.Shared,
        RowsState { HasValues: true, Axis: 0 } rows => new ListState(null, rows.Map),
        RowsState { HasValues: true } rows => request.Size(0, 0) is { } steps && request.IsShared(steps)
            ? new ListState(rows with { Axis = rows.Axis - 1 }, null)
            : request.Lost(Loss.Width, "makes as many steps as other rows decide"),
        _ => ViewRows.NotByRows(request),
    };

    /// <summary>One element.</summary>
    public static RowState GetItem(RowRequest request, int output) => (request[0], request[1]) switch
    {
        (ListState { Over: null, Element: not null } list, SharedState) => HasNamedSizes(request, output)
            ? list.Element
            : request.Lost(Loss.Count, "gives zeros in sizes of their own for an element that was not set"),
        (ListState { Over: null } list, SharedState) => list.Element ?? ElementRows.OfSizes(request, output),
        (ListState { Over: { } over }, OneRowState { IsNumber: true } row) when over == RowMap.Rows => row with { IsNumber = false },
        (SharedState, OneRowState { IsNumber: false } row) => row,
        _ => request.Lost(Loss.Mixed, "takes an element that may be another row's"),
    };

    // Sizes that are open are those of the other elements; an element that was not set has the named ones, whatever others have.
    private static bool HasNamedSizes(RowRequest request, int output) => ListShapes.Names(request.Shape(2), request.OutputShape(output).Sizes);

    /// <summary>One element set.</summary>
    public static RowState SetItem(RowRequest request, int output) => (request[0], request[1], request[2]) switch
    {
        (ListState { Over: null } list, SharedState, RowsState item) when item.HasValues => Joined(request, list, item),
        (ListState { Over: null } list, SharedState, SharedState item) => Joined(request, list, item),
        (SharedState, SharedState, SharedState) => RowState.Shared,
        (ListState { Over: { } over } list, OneRowState { IsNumber: true }, SharedState) when over == RowMap.Rows => list,
        (ListState { Over: { } over } list, OneRowState { IsNumber: true } number, OneRowState { IsNumber: false } row)
            when over == RowMap.Rows && row.Loop == number.Loop => list,
        _ => request.Lost(Loss.Mixed, "sets an element that may be another row's"),
    };

    private static RowState Joined(RowRequest request, ListState list, RowState item) => list.Element is null || list.Element == item
        ? list with { Element = item }
        : request.Lost(Loss.Mixed, "sets an element that is not laid out as the others");

    /// <summary>All elements as one tensor.</summary>
    public static RowState Stack(RowRequest request, int output) => request[0] switch
    {
        ListState { Over: { } over } => new RowsState(0, over),
        ListState { Element: RowsState element } => element with { Axis = element.Axis + 1 },
        ListState { Element: null } => ElementRows.OfSizes(request, output),
        // Where there are as many rows as one of them is long, each row would get what stands at its place.
        ListState => request.OutputShape(output).Sizes is { } sizes && Array.TrueForAll(sizes, request.IsShared)
            ? RowState.Shared
            : request.Lost(Loss.Mixed, "gives each row what stands at the row's place in a tensor that is no row's"),
        _ => ViewRows.NotByRows(request),
    };

    /// <summary>How many elements there are.</summary>
    public static RowState Length(RowRequest request, int output) => request[0] is ListState { Over: null } ? RowState.Shared : RowState.Counted;
}
