namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of operations that pick elements by number, or put them there.</summary>
internal static class IndexRows
{
    private const string OfOtherRows = "picks out of the batch by numbers that may be other rows'";

    /// <summary>Slices of the first input, by the second one's numbers, along an axis.</summary>
    public static RowState Gather(RowRequest request, int output)
    {
        if (request.Rank(1) is not int indexRank)
            return request.Unsure("nothing is known of its inputs' rank");
        long[]? axes = request.InputCount > 2 ? request.Integers(2) : [0];
        if (axes is not [long named] || (named < 0 && request.Rank(0) is null))
            return request.Unsure("its axis is not known");
        int axis = (int)(named < 0 ? named + request.Rank(0)!.Value : named);
        long batchDims = request.Attributes.Int("batch_dims", 0);
        int batch = (int)(batchDims < 0 ? batchDims + indexRank : batchDims);
        return request[0] switch
        {
            SharedState => batch == 0 ? OfTable(request, axis) : request.Unsure("it picks by batches out of what is no row's"),
            RowsState data when request[1] is OneRowState { IsNumber: true } row => OfRound(request, data, row, axis, indexRank),
            RowsState data => OfRows(request, data, axis, batch, request.Rank(0) ?? 0, indexRank),
            _ => ViewRows.NotByRows(request),
        };
    }

    // The row of a round, all of it: other rows must not decide how wide it is.
    private static RowState OfRound(RowRequest request, RowsState data, OneRowState row, int axis, int indexRank)
    {
        if (data.Map != RowMap.Rows || data.Axis != axis || !data.HasValues || indexRank != 0)
            return request.Lost(Loss.Mixed, OfOtherRows);
        return request.HasSharedWidths(0, axis) ? row with { IsNumber = false } : request.Lost(Loss.Width, "takes a row that is as wide as other rows decide");
    }

    private static RowState OfTable(RowRequest request, int axis) => request[1] is RowsState index
        ? index.HasValues ? index with { Axis = axis + index.Axis } : request.Places()
        : request.Lost(Loss.Mixed, "lets the number of rows in the batch reach what a row gets");

    private static RowState OfRows(RowRequest request, RowsState data, int axis, int batch, int dataRank, int indexRank)
    {
        if (data.Content is RowContent.Begins or RowContent.Ends || (data.Content == RowContent.Coordinates && axis >= dataRank - 1))
            return request.Places();
        if (batch > 0)
        {
            bool isByRow = request[1] is RowsState { HasValues: true } own && own.Axis == data.Axis && own.Map == data.Map && data.Axis < batch;
            return isByRow && data.HasValues ? data : request.Lost(Loss.Mixed, OfOtherRows);
        }
        if (data.Axis != axis)
        {
            return request[1] is SharedState
                ? data with { Axis = data.Axis > axis ? data.Axis + indexRank - 1 : data.Axis }
                : request.Lost(Loss.Mixed, "picks parts of every row by what other rows hold");
        }
        // Each number points to an entry of its own row.
        return request[1] is RowsState { Content: RowContent.Index } index && index.Target == data.Map
            ? data with { Axis = axis + index.Axis, Map = index.Map }
            : request.Lost(Loss.Mixed, OfOtherRows);
    }

    /// <summary>Slices at coordinates.</summary>
    public static RowState GatherNd(RowRequest request, int output)
    {
        if (request.Rank(0) is null || request.Shape(1).Sizes is not { Length: > 0 } sizes || request.Attributes.Int("batch_dims", 0) != 0)
            return request.Unsure("nothing is known of its inputs' rank");
        if (request[0] is SharedState)
        {
            return request[1] is RowsState { HasValues: true } places && places.Axis < sizes.Length - 1 ? places : request.Places();
        }
        return request[0] is RowsState { Axis: 0, HasValues: true } data && Points(request, 1) is { } index && index.Target == data.Map
            ? new RowsState(index.Axis, index.Map)
            : request.Lost(Loss.Mixed, OfOtherRows);
    }

    // Coordinates whose first number points to an entry of the row's own; of a single number, that is it.
    private static RowsState? Points(RowRequest request, int input) => request[input] is RowsState rows && request.Shape(input).Sizes is { } sizes
        && rows.Axis < sizes.Length - 1 && (rows.Content == RowContent.Coordinates || (rows.Content == RowContent.Index && sizes[^1].Is(1))) ? rows : null;

    /// <summary>Where elements are true: the rows of the first axis are the first coordinate.</summary>
    public static RowState Where(RowRequest request, int output)
    {
        if (request[0] is not RowsState { HasValues: true } rows || request.Rank(0) is not int rank)
            return ViewRows.NotByRows(request);
        if (rows.Axis != 0)
            return request.Lost(Loss.Order, "lists elements of all rows in turns");
        for (int i = 1; i < rank; i++)
        {
            if (request.Size(0, i) is not { } size || !request.IsShared(size))
                return request.Lost(Loss.Width, "looks through a width that other rows decide, and so through padding");
        }
        return new RowsState(0, new ListMap(request.Source(0), 0, rows.Map))
        {
            Content = rank == 1 ? RowContent.Index : RowContent.Coordinates,
            Target = rows.Map,
            Width = rank == 2 ? request.Size(0, 1) : null,
        };
    }

    /// <summary>Numbers from zero: of entries, if as many as there are.</summary>
    public static RowState Range(RowRequest request, int output)
    {
        bool isByOne = request.Integers(0) is [0] && request.Integers(2) is [1];
        if (isByOne && request.OutputShape(output).Sizes is [var size] && request.MapOf(size) is { } map)
            return new RowsState(0, map) { Content = RowContent.Index, Target = map, IsOwnNumber = true };
        // One more than there are entries: where each begins and ends, of rows of one entry.
        return isByOne && request.OneMoreThan(1) is { } less && request.MapOf(less) is { } single
            ? new SplitsState(single, single)
            : request.Lost(Loss.Mixed, "counts in another way than from the first row of the batch to the last");
    }

    /// <summary>An axis more, at which one element is on.</summary>
    public static RowState OneHot(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows || request.Rank(0) is not int rank)
            return ViewRows.NotByRows(request);
        if (request[1] is not SharedState || request[2] is not SharedState || request[3] is not SharedState)
            return request.Lost(Loss.Mixed, "is as deep as other rows decide");
        long axis = request.Attributes.Int("axis", -1);
        int at = axis < 0 ? rank : (int)axis;
        bool fillsWithZeros = rows.Filling == RowFilling.NoIndex && request.Number(2) is 1 && request.Number(3) is 0;
        return rows.HasValues
            ? rows with { Axis = rows.Axis + (at <= rows.Axis ? 1 : 0), Filling = fillsWithZeros ? RowFilling.ZerosBesideOnes : RowFilling.Unknown }
            : request.Places();
    }

    /// <summary>Elements put at coordinates of an empty tensor whose sizes are given.</summary>
    public static RowState Scatter(RowRequest request, int output)
    {
        if (request.Shape(2).Content is not [var size, ..] || request.MapOf(size) is not { } map)
            return request.Unsure("how many rows it makes is not known");
        return IntoRows(request, new RowsState(0, map));
    }

    /// <summary>Elements put at coordinates of the first input.</summary>
    public static RowState TensorScatter(RowRequest request, int output) => request[0] is RowsState { Axis: 0, HasValues: true } rows
        ? Into(request, rows, 1, 2)
        : request.Lost(Loss.Mixed, "puts rows into what is no row's");

    private static RowState IntoRows(RowRequest request, RowsState rows) => Into(request, rows, 0, 1);

    private static RowState Into(RowRequest request, RowsState rows, int places, int elements)
    {
        if (Points(request, places) is not { Axis: 0 } index || index.Target != rows.Map || !index.Map.KeepsTurns || !rows.Map.KeepsTurns)
            return request.Lost(Loss.Mixed, "puts elements at places that may be other rows'");
        if (!Array.TrueForAll(request.Shape(places).Sizes![1..^1], request.IsShared))
            return request.Lost(Loss.Width, "puts as many elements at a row's place as other rows decide");
        if (request[elements] is RowsState { Axis: 0, HasValues: true } data && data.Map == index.Map)
            return rows;
        bool isOne = request[elements] is SharedState && (request.Rank(elements) == 0 || (request.Size(elements, 0) is { } size && size.Is(1)));
        return isOne ? rows : request.Lost(Loss.Mixed, "puts elements of other rows at a row's place");
    }

    /// <summary>Sums and the like of entries, to the entry whose number stands beside each.</summary>
    public static RowState UnsortedSegment(RowRequest request, int output) =>
        request.Shape(2).Content is [var size] && request.MapOf(size) is { } map
        && request[0] is RowsState { Axis: 0, HasValues: true } data && IsSegmentsOf(request, 1, data.Map, map)
            ? new RowsState(0, map)
            : request.Lost(Loss.Mixed, "adds up what may be of different rows");

    /// <summary>The same with numbers in order; there is no segment behind the last number, so each must have an entry.</summary>
    public static RowState Segment(RowRequest request, int output) =>
        request[0] is RowsState { Axis: 0, HasValues: true } data
            && request[1] is RowsState { Target: { } target }
            && IsSegmentsOf(request, 1, data.Map, target)
            ? All(request, 1, data.Map, target)
            : request.Lost(Loss.Mixed, "adds up what may be of different rows");

    /// <summary>The same of entries that the second input picks out of the first.</summary>
    public static RowState SparseSegment(RowRequest request, int output)
    {
        RowMap? picked = request[0] switch
        {
            SharedState => request[1] is RowsState { Axis: 0, HasValues: true } index ? index.Map : null,
            RowsState { Axis: 0, HasValues: true } data =>
                request[1] is RowsState { Axis: 0, Content: RowContent.Index } index && index.Target == data.Map ? index.Map : null,
            _ => null,
        };
        return picked is not null && request[2] is RowsState { Target: { } target } && IsSegmentsOf(request, 2, picked, target)
            ? All(request, 2, picked, target)
            : request.Lost(Loss.Mixed, "adds up what may be of different rows");
    }

    // The entries come in the order of the target's, each with the number of its own.
    private static bool IsSegmentsOf(RowRequest request, int ids, RowMap entries, RowMap target) =>
        request[ids] is RowsState { Axis: 0, Content: RowContent.Index } numbers && request.Rank(ids) == 1 && numbers.Map == entries && numbers.Target == target
        && entries.KeepsTurns && target.KeepsTurns;

    // Of several entries of a row, the last may have no number that points to it, even if each entry has one.
    private static RowState All(RowRequest request, int ids, RowMap entries, RowMap target) => Orders.IsOwnNumber(request[ids], target)
        && (entries == target || (entries is ListMap { CoversAll: true } list && list.Of == target))
        ? new RowsState(0, target)
        : request.Lost(Loss.Count, "gives no row for those at the batch's end that have nothing to add up");
}
