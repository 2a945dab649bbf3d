using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of operations that arrange elements anew.</summary>
internal static class ViewRows
{
    /// <summary>Rows stay together if what stands before their axis is as much as before, and the new axis is one of theirs.</summary>
    public static RowState Reshape(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows)
            return request[0] is CountedState ? RowState.Counted : RowState.Shared == request[0] ? OfShared(request, output) : NotByRows(request);
        if (request.Shape(0).Sizes is not { } sizes || request.OutputShape(output).Sizes is not { } wanted)
            return request.Unsure("nothing is known of the sizes before or behind it");
        if (rows.Content is RowContent.Begins or RowContent.Ends)
            return request.Places();
        if (rows.Content == RowContent.Coordinates && (sizes.Length == 0 || wanted.Length == 0 || wanted[^1] != sizes[^1]))
            return request.Places();
        SymbolicSize? before = Count(request, sizes.AsSpan(0, rows.Axis)), after = new SymbolicSize(1);
        for (int i = 0; i < wanted.Length && after is { } count; i++)
        {
            if (!request.IsSize(wanted[i]))
                return request.Unsure("it computes a size that may be any number");
            if (count == before && request.MapOf(wanted[i]) is { } found && Onto(rows.Map, found) is { } map)
                return rows with { Axis = i, Map = map };
            after = request.Product(count, wanted[i]);
        }
        return wanted.Length == 0 || Array.TrueForAll(wanted, w => request.IsShared(w))
            ? request.Lost(Loss.Count, "makes a tensor without an axis for the rows")
            : request.Lost(Loss.Mixed, "cuts the batch's elements at other places than between rows");
    }

    // The map of an axis that has as many entries as another map, or a multiple or part of them: both are blocks of the same entries.
    private static RowMap? Onto(RowMap from, RowMap found)
    {
        RowMap root = Root(from);
        if (root is not OrderMap order)
            return Root(found) == root ? found : null;
        return found == order.Of ? order : found is BlockMap block && block.Of == order.Of ? block with { Of = order } : null;
    }

    private static RowMap Root(RowMap map) => map is BlockMap block ? Root(block.Of) : map;

    // What no row has decided, and is given rows by a size: each element stands at a place.
    private static RowState OfShared(RowRequest request, int output) =>
        request.OutputShape(output).Sizes is { } sizes && Array.TrueForAll(sizes, s => request.IsShared(s))
            ? RowState.Shared
            : request.Unsure("nothing is known of the sizes behind it");

    private static SymbolicSize? Count(RowRequest request, ReadOnlySpan<SymbolicSize> sizes)
    {
        SymbolicSize? count = new SymbolicSize(1);
        foreach (SymbolicSize size in sizes)
            count = count is { } product ? request.Product(product, size) : null;
        return count;
    }

    /// <summary>What is neither rows, nor shared by all.</summary>
    public static RowState NotByRows(RowRequest request) => request.Lost(Loss.Mixed, "takes something that is not laid out by rows");

    /// <summary>An axis more, of size one.</summary>
    public static RowState ExpandDims(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows)
            return request[0] is CountedState ? RowState.Counted : NotByRows(request);
        if (request.Rank(0) is not int rank || request.Integers(1) is not [long axis])
            return request.Unsure("its axis is not known");
        long at = axis < 0 ? axis + rank + 1 : axis;
        return rows.Content == RowContent.Coordinates && at == rank ? request.Places() : rows with { Axis = rows.Axis + (at <= rows.Axis ? 1 : 0) };
    }

    /// <summary>Axes of size one are gone.</summary>
    public static RowState Squeeze(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows)
            return request[0] is CountedState ? RowState.Counted : NotByRows(request);
        if (request.Rank(0) is not int rank)
            return request.Unsure("nothing is known of its input's rank");
        IReadOnlyList<long> axes = request.Attributes.Has("squeeze_dims") ? request.Attributes.Ints("squeeze_dims") : [];
        if (axes.Count == 0)
            return request.Lost(Loss.Count, "drops every axis of size one, and so the rows' own where the batch has one row: name the axis");
        bool[] isGone = new bool[rank];
        foreach (long axis in axes)
        {
            if (axis < -rank || axis >= rank)
                return request.Unsure("it has no such axis");
            isGone[axis < 0 ? axis + rank : axis] = true;
        }
        if (isGone[rows.Axis])
            return request.Lost(Loss.Count, "drops the rows' axis");
        if (rows.Content == RowContent.Coordinates && isGone[^1])
            return rows with { Axis = rows.Axis - isGone.Take(rows.Axis).Count(g => g), Content = RowContent.Index };
        return rows with { Axis = rows.Axis - isGone.Take(rows.Axis).Count(g => g) };
    }

    /// <summary>Axes in another order.</summary>
    public static RowState Transpose(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows)
            return NotByRows(request);
        if (request.Integers(1) is not { } order || order.Length != request.Rank(0))
            return request.Unsure("the order of its axes is not known");
        int at = Array.IndexOf(order, rows.Axis);
        if (rows.Content == RowContent.CoordinatesFirst)
            return order is [1, 0] ? rows with { Axis = 0, Content = RowContent.Coordinates } : request.Places();
        return rows.Content == RowContent.Coordinates && order[^1] != order.Length - 1 ? request.Places()
            : at < 0 ? request.Unsure("its order has no such axis")
            : rows with { Axis = at };
    }

    /// <summary>Parts one after the other along an axis, which the last input names.</summary>
    public static RowState Concat(RowRequest request, int output)
    {
        int count = request.InputCount - 1;
        if (request.Integers(count) is not [long axis] || request.Rank(0) is not int rank)
            return request.Unsure("its axis is not known");
        if (count == 2 && RaggedRows.Splits(request) is { } splits)
            return splits;
        return Join(request, 0, count, (int)(axis < 0 ? axis + rank : axis), rank);
    }

    /// <summary>The same, the axis being the first input.</summary>
    public static RowState ConcatByFirst(RowRequest request, int output) => request.Integers(0) is [long axis] && request.Rank(1) is int rank
        ? Join(request, 1, request.InputCount, (int)(axis < 0 ? axis + rank : axis), rank)
        : request.Unsure("its axis is not known");

    private static RowState Join(RowRequest request, int first, int end, int axis, int rank)
    {
        RowsState? joined = null;
        bool isFirst = true;
        for (int i = first; i < end; i++)
        {
            if (request[i] is CountedState)
                return request.Lost(Loss.Mixed, "lets the number of rows in the batch reach what a row gets");
            if (request[i] is not (RowsState or SharedState))
                return NotByRows(request);
            if (request.Size(i, axis) is not { } size || (i < end - 1 && !request.IsShared(size) && request[i] is RowsState { Axis: var at } && at != axis))
                return request.Lost(Loss.Width, "puts what follows behind a width that other rows decide");
            if (request[i] is RowsState { Axis: var own } && own == axis)
                return request.Lost(Loss.Count, "joins tensors along the rows' axis, so that rows move to other places");
        }
        for (int i = first; i < end; i++)
        {
            if (request[i] is not RowsState rows)
                continue;
            if (joined is not null && (joined.Axis != rows.Axis || joined.Map != rows.Map))
                return NotByRows(request);
            // Columns of coordinates: the first one is an index.
            bool isIndex = isFirst && i == first && axis == rank - 1 && rows.Content == RowContent.Index && request.Size(i, axis) is { } width && width.Is(1);
            if (!rows.HasValues && !isIndex)
                return request.Places();
            joined ??= isIndex ? rows with { Content = RowContent.Coordinates } : rows;
            isFirst = false;
        }
        for (int i = first; i < end; i++)
        {
            if (request[i] is SharedState && request.Size(i, joined!.Axis) is { } size && !size.Is(0))
                return request.Lost(Loss.Mixed, "gives each row what stands at the row's place in a tensor that is no row's");
        }
        return joined!;
    }

    /// <summary>Tensors of one shape along a new axis.</summary>
    public static RowState Pack(RowRequest request, int output)
    {
        if (request.Rank(0) is not int rank)
            return request.Unsure("nothing is known of its inputs' rank");
        long axis = request.Attributes.Int("axis", 0);
        int at = (int)(axis < 0 ? axis + rank + 1 : axis);
        RowsState? packed = null;
        for (int i = 0; i < request.InputCount; i++)
        {
            if (request[i] is not RowsState rows)
                return request[i] is SharedState ? request.Lost(Loss.Mixed, "puts beside the rows a tensor that is no row's") : NotByRows(request);
            if (packed is not null && (packed.Axis != rows.Axis || packed.Map != rows.Map))
                return NotByRows(request);
            bool isIndex = i == 0 && rows.Content == RowContent.Index && (at == rank || rank == 1);
            if (!rows.HasValues && !isIndex)
                return request.Places();
            packed ??= isIndex ? rows with { Content = at == rank ? RowContent.Coordinates : RowContent.CoordinatesFirst } : rows;
        }
        return packed! with { Axis = packed.Axis + (at <= packed.Axis ? 1 : 0) };
    }

    /// <summary>One output a place of an axis, without it.</summary>
    public static RowState Unpack(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows || request.Rank(0) is not int rank)
            return NotByRows(request);
        long axis = request.Attributes.Int("axis", 0);
        int at = (int)(axis < 0 ? axis + rank : axis);
        if (at == rows.Axis)
            return request.Lost(Loss.Count, "takes the batch apart, row by row");
        if (rows.Content == RowContent.Coordinates)
            return at != rank - 1 ? request.Places() : Shifted(output == 0 ? rows with { Content = RowContent.Index } : new RowsState(rows.Axis, rows.Map), at);
        return Shifted(rows, at);
    }

    private static RowsState Shifted(RowsState rows, int gone) => rows with { Axis = rows.Axis - (gone < rows.Axis ? 1 : 0) };

    /// <summary>Parts of an axis; the first input names it.</summary>
    public static RowState SplitByFirst(RowRequest request, int output) => SplitAlong(request, 0, 1);

    /// <summary>The same; the third input names it.</summary>
    public static RowState SplitByThird(RowRequest request, int output) => SplitAlong(request, 2, 0);

    private static RowState SplitAlong(RowRequest request, int axisInput, int dataInput)
    {
        if (request[dataInput] is not RowsState rows || request.Rank(dataInput) is not int rank)
            return NotByRows(request);
        if (request.Integers(axisInput) is not [long axis])
            return request.Unsure("its axis is not known");
        int at = (int)(axis < 0 ? axis + rank : axis);
        if (at == rows.Axis)
            return request.Lost(Loss.Count, "cuts the batch into parts");
        // Of given sizes, an open one is what the others leave.
        if (request.InputCount > 2 && request[1] is not SharedState)
            return request.Lost(Loss.Mixed, "cuts each row into parts as the number of rows or what they hold decides");
        if (request.Size(dataInput, at) is not { } size || !request.IsShared(size))
            return request.Lost(Loss.Width, "cuts a width into parts that other rows decide");
        return rows.HasValues || (rows.Content == RowContent.Index && at != rows.Axis) ? rows : request.Places();
    }

    /// <summary>Repeats along axes: what is one entry in the place of none, or other axes than the rows'.</summary>
    public static RowState Tile(RowRequest request, int output)
    {
        if (request.Shape(0).Sizes is not { } sizes || request.Shape(1).Content is not { } times || times.Length != sizes.Length)
            return request.Unsure("how often it repeats is not known");
        if (request[0] is RowsState rows)
        {
            if (!times[rows.Axis].Is(1))
                return request.Lost(Loss.Count, "repeats the batch");
            if (rows.Content == RowContent.Coordinates)
                return request.Places();
            for (int i = 0; i < times.Length; i++)
            {
                // Repeated behind a width that other rows decide, elements stand elsewhere.
                if (!times[i].Is(1) && !request.IsShared(sizes[i]))
                    return request.Lost(Loss.Width, "repeats a width that other rows decide");
                if (!request.IsShared(times[i]) && !sizes[i].Is(1))
                    return request.Lost(Loss.Mixed, "repeats each row as often as other rows decide");
            }
            return rows;
        }
        return request[0] is SharedState ? Repeated(request, sizes, times) : NotByRows(request);
    }

    /// <summary>Stretches axes of one to given sizes.</summary>
    public static RowState BroadcastTo(RowRequest request, int output)
    {
        if (request.Shape(0).Sizes is not { } sizes || request.OutputShape(output).Sizes is not { } wanted || wanted.Length < sizes.Length)
            return request.Unsure("the sizes before or behind it are not known");
        int added = wanted.Length - sizes.Length;
        if (request[0] is RowsState rows)
        {
            for (int i = 0; i < sizes.Length; i++)
            {
                if (i != rows.Axis && !request.IsShared(sizes[i]) && wanted[i + added] != sizes[i])
                    return request.Lost(Loss.Width, "stretches a width that other rows decide, or does not");
            }
            return rows.HasValues && wanted[rows.Axis + added] == sizes[rows.Axis] && !Array.Exists(wanted[..added], w => request.MapOf(w) is not null)
                ? rows with { Axis = rows.Axis + added }
                : request.Lost(Loss.Mixed, "stretches the batch");
        }
        if (request[0] is not SharedState)
            return NotByRows(request);
        for (int i = 0; i < sizes.Length; i++)
        {
            if (!sizes[i].Is(1) && !request.IsShared(wanted[i + added]))
                return request.Lost(Loss.Mixed, "gives each row what stands at the row's place in a tensor that is no row's");
        }
        return ElementRows.OfSizes(request, output);
    }

    // Entries that all rows share, once for each row: a block a row.
    private static RowState Repeated(RowRequest request, SymbolicSize[] sizes, SymbolicSize[] times)
    {
        RowsState? rows = null;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (request.IsShared(times[i]) && request.IsShared(sizes[i]))
                continue;
            if (rows is not null || !request.IsShared(sizes[i]) || request.Product(sizes[i], times[i]) is not { } size || request.MapOf(size) is not { } map)
                return request.Lost(Loss.Mixed, "repeats as often as other rows decide");
            rows = new RowsState(i, map);
        }
        return rows ?? RowState.Shared;
    }
}
