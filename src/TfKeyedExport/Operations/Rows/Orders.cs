using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of operations that put entries into another order, and back.</summary>
internal static class Orders
{
    private const string Backwards = "backwards";

    /// <summary>The entries of a map, last to first.</summary>
    public static RowMap Reversed(RowMap map) => map is OrderMap { Source: Backwards } order ? order.Of : new OrderMap(Backwards, map);

    /// <summary>Which of two tensors has its rows in another order, if both have one batch's and differ in that only; null if not.</summary>
    /// <returns>0 or 1.</returns>
    public static int? Disordered(RowState left, RowState right)
    {
        if (left is not RowsState a || right is not RowsState b || a.Map == b.Map)
            return null;
        ((RowMap first, int times), (RowMap second, int others)) = (Unordered(a.Map), Unordered(b.Map));
        return first != second ? null : times > others ? 0 : 1;
    }

    private static (RowMap Map, int Times) Unordered(RowMap map)
    {
        int times = 0;
        for (; map is OrderMap order; times++)
            map = order.Of;
        return (map, times);
    }

    /// <summary>Axes that the second input names are reversed.</summary>
    public static RowState Reverse(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows || request.Shape(0).Sizes is not { } sizes)
            return ViewRows.NotByRows(request);
        if (request.Integers(1) is not { } axes)
            return request.Unsure("its axes are not known");
        RowMap map = rows.Map;
        foreach (long axis in axes)
        {
            int at = (int)(axis < 0 ? axis + sizes.Length : axis);
            if (at < 0 || at >= sizes.Length)
                return request.Unsure("it has no such axis");
            if (at == rows.Axis)
                map = Reversed(map);
            else if (!request.IsShared(sizes[at]))
                return request.Lost(Loss.Width, "begins at the end of a width that other rows decide");
            else if (rows.Content == RowContent.Coordinates && at == sizes.Length - 1)
                return request.Places();
        }
        return rows with { Map = map };
    }

    /// <summary>Moves entries on along an axis, those at the end to its begin; moved back as far, they are where they were.</summary>
    public static RowState Roll(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows || request.Shape(0).Sizes is not { } sizes)
            return ViewRows.NotByRows(request);
        if (request.Integers(1) is not { } shifts || request.Integers(2) is not { } axes || shifts.Length != axes.Length)
            return request.Unsure("how far it moves what is not known");
        RowMap map = rows.Map;
        for (int i = 0; i < axes.Length; i++)
        {
            int at = (int)(axes[i] < 0 ? axes[i] + sizes.Length : axes[i]);
            if (at < 0 || at >= sizes.Length)
                return request.Unsure("it has no such axis");
            if (at != rows.Axis && !request.IsShared(sizes[at]))
                return request.Lost(Loss.Width, "moves over the end of a width that other rows decide");
            if (at == rows.Axis && shifts[i] != 0)
                map = map is OrderMap { Source: Rolled rolled } order && rolled.By == -shifts[i] ? order.Of : new OrderMap(new Rolled(shifts[i]), map);
        }
        return rows.HasValues ? rows with { Map = map } : request.Places();
    }

    /// <summary>Whether the elements of an index, as many as there are entries of its target, are the numbers of all of them.</summary>
    public static bool IsOwnNumber(RowState state, RowMap target) => target == RowMap.Rows || state is RowsState { IsOwnNumber: true };

    private sealed record Rolled(long By);

    /// <summary>Turns the order of parts of each row; the second input says of how much of it.</summary>
    public static RowState ReverseSequence(RowRequest request, int output) =>
        request[0] is RowsState { HasValues: true } rows && rows.Axis == request.Attributes.Int("batch_dim", 0)
        && (request[1] is SharedState || (request[1] is RowsState { Axis: 0, HasValues: true } lengths && lengths.Map == rows.Map))
        && rows.Axis != request.Attributes.Int("seq_dim")
            ? request[1] is SharedState
                ? request.Lost(Loss.Mixed, "gives each row the length that stands at the row's place in a tensor that is no row's")
                : rows
            : request.Lost(Loss.Order, "reverses along the rows");

    /// <summary>The largest along the last axis, and where they were: all of them in order, if it is the rows' axis.</summary>
    public static RowState TopK(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows || request.Shape(0).Sizes is not { } sizes || request[1] is not (SharedState or CountedState))
            return ViewRows.NotByRows(request);
        if (rows.Axis != sizes.Length - 1)
        {
            if (!request.IsShared(sizes[^1]))
                return request.Lost(Loss.Width, "looks through a width that other rows decide");
            return rows.HasValues && request[1] is SharedState ? rows : request.Places();
        }
        if (sizes.Length != 1)
            return request.Lost(Loss.Order, "orders the rows of the batch");
        if (request.Shape(1).Content is not [var count] || count != sizes[0])
            return request.Lost(Loss.Count, "takes the first of the batch's rows in an order and leaves others out");
        // Others do not hold the numbers of many rows.
        if (output == 1 && request.OutputType(1) is not (DataType.Int32 or DataType.Int64))
            return request.Places();
        // Numbers of places that are counted down: first comes the entry that points to the first place. Several entries of a row may point to one place of
        // it: then they come as they stand in the order, and which of two is first there may follow from other rows, as NaN is sorted anywhere.
        if (rows is { Content: RowContent.IndexDown, Map: OrderMap order, Target: var target } && target == RowMap.Rows
            && order.Of == target && request.Attributes.Bool("sorted", true))
            return output == 1 ? new RowsState(0, target) { Content = RowContent.Index, Target = order } : request.Places();
        return rows.HasValues ? Ordered(request, rows.Map, output) : request.Places();
    }

    private static RowState Ordered(RowRequest request, RowMap map, int output)
    {
        var order = new RowsState(0, new OrderMap(request.Source(-1), map));
        return output == 0 ? order : order with { Content = RowContent.Index, Target = map };
    }

    /// <summary>Where each place has gone to.</summary>
    public static RowState Invert(RowRequest request, int output) =>
        request[0] is RowsState { Axis: 0, Content: RowContent.Index, Map: OrderMap order, Target: { } target } && order.Of == target
            ? new RowsState(0, target) { Content = RowContent.Index, Target = order }
            : request.Places();

    /// <summary>Distinct values, and where each element's stands among them.</summary>
    public static RowState Unique(RowRequest request, int output)
    {
        if (request[0] is not RowsState { Axis: 0 } rows || request.Rank(0) != 1 || !rows.HasValues)
            return request.Unsure("only vectors of values are followed");
        // Of two zeros with different signs, the first one of the batch stands for both.
        if (request.InputType(0).IsFloating() || request.InputType(0) is DataType.Complex64 or DataType.Complex128)
            return request.Lost(Loss.Mixed, "gives rows with 0 and rows with -0 whichever of both comes first in the batch");
        var pool = new PoolMap(request.Source(-1));
        return output switch
        {
            0 => new RowsState(0, pool),
            1 => rows with { Content = RowContent.Index, Target = pool },
            _ => request.Lost(Loss.Mixed, "counts how many rows of the batch have a value"),
        };
    }

    /// <summary>Entries that rows decide, in one of several parts each.</summary>
    public static RowState Partition(RowRequest request, int output) =>
        request[0] is RowsState { Axis: 0, Content: not (RowContent.Begins or RowContent.Ends) } rows && request.Rank(1) == 1
        && request[1] is RowsState { Axis: 0, HasValues: true } parts && parts.Map == rows.Map
            ? rows with { Map = new ListMap(request.Source(1), output, rows.Map) { Parts = request.OutputCount } }
            : request.Unsure("it parts what is not laid out by rows");

    /// <summary>Parts put back to where each of their entries came from: all of them, so that none is missing.</summary>
    public static RowState Stitch(RowRequest request, int output)
    {
        int count = request.InputCount / 2;
        RowMap? target = null;
        object? source = null;
        int parts = 0;
        for (int i = 0; i < count; i++)
        {
            if (request[i] is not RowsState { Axis: 0, Content: RowContent.Index, Target: { } own, Map: ListMap list } || request.Rank(i) != 1
                || request[i + count] is not RowsState { Axis: 0, HasValues: true } data || data.Map != list || list.Part != i || list.Of != own
                // Of several entries of a row, one may come twice, and another one never.
                || !IsOwnNumber(request[i], own))
                return request.Lost(Loss.Mixed, "puts together parts that are not known to be all of one batch");
            if (i > 0 && (target != own || !Equals(source, list.Source)))
                return request.Lost(Loss.Mixed, "puts together parts of different batches");
            (target, source, parts) = (own, list.Source, list.Parts);
        }
        return parts == count
            ? new RowsState(0, target!)
            : request.Lost(Loss.Count, "puts together some parts of the batch and leaves others out");
    }
}
