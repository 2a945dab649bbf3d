namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of operations that join tensors along an axis, or take one apart.</summary>
internal static class JoinRows
{
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
        int known = first;
        for (int i = first; i < end; i++)
        {
            if (request[i] is CountedState)
                return request.Lost(Loss.Mixed, "lets the number of rows in the batch reach what a row gets");
            if (request[i] is not (RowsState or SharedState))
                return ViewRows.NotByRows(request);
            if (request.Size(i, axis) is not { } size || (i < end - 1 && !request.IsShared(size) && request[i] is RowsState { Axis: var at } && at != axis))
                return request.Lost(Loss.Width, "puts what follows behind a width that other rows decide");
            if (request[i] is RowsState { Axis: var own } && own == axis)
                return request.Lost(Loss.Count, "joins tensors along the rows' axis, so that rows move to other places");
        }
        for (int i = first; i < end; i++)
        {
            if (request[i] is not RowsState rows)
                continue;
            if (joined is not null && joined.Axis != rows.Axis)
                return ViewRows.NotByRows(request);
            if (joined is not null && joined.Map != rows.Map)
                return request.Unlike(known, i, ViewRows.NoRows);
            // Columns of coordinates: the first one is an index.
            bool isIndex = i == first && axis == rank - 1 && rows.Content == RowContent.Index && request.Size(i, axis) is { } width && width.Is(1);
            if (!rows.HasValues && !isIndex)
                return request.Places();
            joined ??= isIndex ? rows with { Content = RowContent.Coordinates } : rows;
            known = i;
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
                return request[i] is SharedState ? request.Lost(Loss.Mixed, "puts beside the rows a tensor that is no row's") : ViewRows.NotByRows(request);
            if (packed is not null && packed.Axis != rows.Axis)
                return ViewRows.NotByRows(request);
            if (packed is not null && packed.Map != rows.Map)
                return request.Unlike(0, i, ViewRows.NoRows);
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
            return ViewRows.NotByRows(request);
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
            return ViewRows.NotByRows(request);
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
        return rows.HasValues || rows.Content == RowContent.Index ? rows : request.Places();
    }
}
