namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of operations on sparse and ragged tensors.</summary>
internal static class SparseRows
{
    /// <summary>Coordinates for other sizes: the first one is a row's as long as the first size is the number of rows.</summary>
    public static RowState Reshape(RowRequest request, int output)
    {
        if (output == 1)
            return request.OutputShape(1).Content is null ? request.Lost(Loss.Width, "tells how wide the batch is") : RowState.Counted;
        return request[0] is RowsState { Axis: 0, Content: RowContent.Coordinates, Target: { } target } rows
            && request.Shape(1).Content is [var before, .. var widths] && request.MapOf(before) == target
            && request.OutputShape(1).Content is [var size, .. var inner] && request.MapOf(size) == target
            // Sizes that other rows decide: how wide all of a row is, does not matter, but that of its parts does.
            // In the same sizes, nothing moves; else, what stands behind the end of a row would come to lie in the next one.
            && (widths.SequenceEqual(inner) || (widths is [var width] && rows.Width == width && inner.Skip(1).All(request.IsShared)))
                ? rows with { Width = inner.Length == 1 && rows.Width == widths[0] ? inner[0] : null }
                : request.Unsure("how many rows it makes is not known");
    }

    /// <summary>A row that has nothing gets one value.</summary>
    public static RowState FillEmptyRows(RowRequest request, int output)
    {
        if (request[0] is not RowsState { Axis: 0, Content: RowContent.Coordinates, Target: { } target } rows || !rows.Map.KeepsTurns || !target.KeepsTurns
            || request[1] is not RowsState { Axis: 0, HasValues: true } values || values.Map != rows.Map || request[3] is not SharedState)
            return request.Unsure("its parts are not known to belong together");
        if (request.Shape(2).Content is not [var size, ..] || request.MapOf(size) != target)
            return request.Unsure("how many rows it fills is not known");
        var filled = new ListMap(request.Source(-1), 0, target) { CoversAll = true };
        return output switch
        {
            0 => rows with { Map = filled },
            1 => new RowsState(0, filled),
            2 => new RowsState(0, target),
            _ => request.Unsure("only its first three outputs are followed"),
        };
    }

    /// <summary>Values at coordinates, in a tensor whose sizes are given; all else is one number.</summary>
    public static RowState ToDense(RowRequest request, int output)
    {
        if (request[0] is not RowsState { Axis: 0, Content: RowContent.Coordinates or RowContent.Index, Target: { } target } places)
            return request.Lost(Loss.Mixed, "puts elements at places that may be other rows'");
        // An index in several columns would be all coordinates.
        if (places.Content == RowContent.Index && request.Rank(0) != 1 && !(request.Size(0, 1) is { } depth && depth.Is(1)))
            return request.Places();
        bool hasValues = request[2] is SharedState
            ? request.Rank(2) == 0
            : request[2] is RowsState { Axis: 0, HasValues: true } values && values.Map == places.Map;
        if (!hasValues || request[3] is not SharedState || !places.Map.KeepsTurns || !target.KeepsTurns)
            return request.Lost(Loss.Mixed, "puts elements of other rows at a row's place");
        return request.OutputShape(0).Sizes is [var size, ..] && request.MapOf(size) == target
            ? new RowsState(0, target) { Filling = request.Integers(3) is [-1] ? RowFilling.NoIndex : RowFilling.Unknown }
            : request.Unsure("how many rows it makes is not known");
    }

    /// <summary>A sparse matrix times one that all rows share.</summary>
    public static RowState DenseMatMul(RowRequest request, int output) =>
        request[0] is RowsState { Axis: 0, Content: RowContent.Coordinates, Target: { } target } places
        && request[1] is RowsState { Axis: 0, HasValues: true } values && values.Map == places.Map && request[3] is SharedState
        && !request.Attributes.Bool("adjoint_a", false) && request.Shape(2).Content is [var size, ..] && request.MapOf(size) == target
        && places.Map.KeepsTurns && target.KeepsTurns
            ? new RowsState(0, target)
            : request.Unsure("it is not followed unless the sparse matrix has a row for each of the batch");

    /// <summary>Crosses of the features of each row.</summary>
    public static RowState Cross(RowRequest request, int output)
    {
        int sparse = request.Attributes.Has("N") ? (int)request.Attributes.Int("N") : 0;
        RowMap? target = null;
        for (int i = 0; i < request.InputCount; i++)
        {
            if (i >= 2 * sparse && i < 3 * sparse)
            {
                // How many rows there are, and how wide the batch is: only the former counts.
                if (request.Shape(i).Content is not [var size, _] || (target is not null && request.MapOf(size) != target))
                    return request.Unsure("how many rows it crosses is not known");
                continue;
            }
            if (request[i] is SharedState)
            {
                if (i < 3 * sparse || request.Rank(i) is not (0 or 1))
                    return request.Lost(Loss.Mixed, "crosses rows with what is no row's");
                continue;
            }
            if (request[i] is not RowsState { Axis: 0 } rows)
                return ViewRows.NotByRows(request);
            // Its entries are taken row after row, as they come.
            RowMap? own = i < sparse ? rows is { Content: RowContent.Coordinates, Target: { } t, Map: { IsInOrder: true, KeepsTurns: true } } ? t : null
                : !rows.HasValues ? null
                : i < 2 * sparse ? ((RowsState)request[i - sparse]).Map == rows.Map ? target : null
                : request.Rank(i) == 2 && request.Size(i, 1) is { } width && request.IsShared(width) ? rows.Map : null;
            if (own is null || (target is not null && own != target))
                return ViewRows.NotByRows(request);
            target = own;
        }
        if (target is null)
            return request.Unsure("it crosses nothing that has rows");
        var crossed = new ListMap(request.Source(-1), 0, target);
        return output switch
        {
            0 => new RowsState(0, crossed) { Content = RowContent.Coordinates, Target = target, Width = request.WidthOf(2) },
            1 => new RowsState(0, crossed),
            _ => request.Lost(Loss.Width, "tells how many crosses the batch's longest row has"),
        };
    }

    /// <summary>
    /// Coordinates in order: those of a row stay together, in the order of rows. Which comes first of two that are the same, others decide.
    /// </summary>
    public static RowState Reorder(RowRequest request, int output) =>
        request[0] is RowsState { Axis: 0, Content: RowContent.Coordinates, Target: { } target, Width: not null } places && target.KeepsTurns
        && request[1] is RowsState { Axis: 0, HasValues: true } values && values.Map == places.Map && places.Map.KeepsTurns
            ? output == 0 ? places with { Map = Ordered(request, target) } : new RowsState(0, Ordered(request, target))
            : request.Unsure("its parts are not known to belong together");

    private static ListMap Ordered(RowRequest request, RowMap target) => new(request.Source(0), -1, target);

    /// <summary>Values of each row as a row of a matrix, padded or cut to one width: a named one, or else the widest row's.</summary>
    public static RowState RaggedToTensor(RowRequest request, int output)
    {
        if (request[1] is not RowsState { Axis: 0, HasValues: true } values || request[2] is not SharedState || !values.Map.IsInOrder
            || !values.Map.KeepsTurns)
            return request.Unsure("only values that are laid out by rows are followed");
        RowMap? target = request.Attributes.Texts("row_partition_types") switch
        {
            ["ROW_SPLITS"] when request[3] is SplitsState splits && splits.Map == values.Map => splits.Of,
            ["FIRST_DIM_SIZE", "VALUE_ROWIDS"] when request[4] is RowsState { Axis: 0, Content: RowContent.Index } ids && ids.Map == values.Map
                && request.Shape(3).Content is [var size] && request.MapOf(size) == ids.Target => ids.Target,
            _ => null,
        };
        if (target is null || !target.KeepsTurns || request.Shape(0) is not { Sizes: { } named, Content: [var height, .. var widths] }
            || !(height.Is(-1) || request.MapOf(height) == target))
            return request.Unsure("where its rows begin is not known");
        if (named.Length == 0 || widths.Any(w => !w.IsKnown || w.Value < 0))
            request.WidensToWidest();
        return new RowsState(0, target);
    }
}
