using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of what ragged tensors are made of: how many entries each row has, where they begin and end, and which row each is of.</summary>
internal static class RaggedRows
{
    /// <summary>How often each number occurs: of row numbers, how many entries each row has; or in each row.</summary>
    public static RowState Bincount(RowRequest request, int output)
    {
        if (request[0] is not RowsState { Axis: 0 } rows || request[2] is not SharedState || request.Size(2, 0) is not { } weights || !weights.Is(0))
            return ViewRows.NotByRows(request);
        if (request.Rank(0) == 2 && rows.HasValues && request[1] is SharedState)
        {
            return request.Size(0, 1) is { } width && request.IsShared(width)
                ? rows
                : request.Lost(Loss.Width, "counts over a width that other rows decide, and so over padding");
        }
        bool isOfRows = request.Rank(0) == 1 && rows is { Content: RowContent.Index, Target: { KeepsTurns: true } } && rows.Map.KeepsTurns
            && request.Shape(1).Content is [var size] && request.MapOf(size) == rows.Target;
        if (!isOfRows)
            return request.Lost(Loss.Mixed, "counts over all rows of the batch");
        var counts = new RowsState(0, rows.Target!);
        // Entries in the order of rows: running totals of how many there are, are where they begin and end, in a type that holds them all.
        bool tellsEnds = rows.Map is ListMap { IsInOrder: true } && request.OutputType(0) is DataType.Int32 or DataType.Int64;
        return tellsEnds && !request.Attributes.Bool("binary_output", false) ? counts with { Counts = rows.Map } : counts;
    }

    /// <summary>Running totals of how many entries each row has.</summary>
    public static RowsState OfCounts(RowsState counts, bool isExclusive) =>
        new(0, counts.Map) { Content = isExclusive ? RowContent.Begins : RowContent.Ends, Target = counts.Counts };

    /// <summary>A zero and where rows end; null if it is something else.</summary>
    public static RowState? Splits(RowRequest request) => request.Integers(0) is [0] && request.Rank(0) == 1
        // Turned round, ends may still be no less than those before.
        && request[1] is RowsState { Axis: 0, Content: RowContent.Ends, Target: { } target, Map.IsInOrder: true } ends
            ? new SplitsState(target, ends.Map)
            : null;

    /// <summary>Values with coordinates.</summary>
    public static RowState ToSparse(RowRequest request, int output)
    {
        if (request.InputCount != 2 || request[0] is not SplitsState splits
            || request[1] is not RowsState { Axis: 0, HasValues: true } values || values.Map != splits.Map || request.Rank(1) != 1)
            return request.Unsure("only rows of single values are followed");
        return output switch
        {
            0 => new RowsState(0, splits.Map) { Content = RowContent.Coordinates, Target = splits.Of, Width = request.WidthOf(2) },
            1 => values,
            _ => request.Lost(Loss.Width, "tells how many values the batch's longest row has"),
        };
    }

    /// <summary>Texts of the characters of each row.</summary>
    public static RowState Encode(RowRequest request, int output) =>
        request[0] is RowsState { Axis: 0, HasValues: true } characters && request[1] is SplitsState splits && characters.Map == splits.Map
            ? new RowsState(0, splits.Of)
            : request.Lost(Loss.Mixed, "makes texts of what is not known to be one row's");

    /// <summary>Characters of texts, and where each text's begin and end.</summary>
    public static RowState Characters(RowRequest request, int output)
    {
        if (request[0] is not RowsState { Axis: 0, HasValues: true } rows || request.Rank(0) != 1)
            return request.Unsure("only vectors of texts are followed");
        var characters = new ListMap(request.Source(-1), 0, rows.Map);
        return output == 0 ? new SplitsState(characters, rows.Map) : new RowsState(0, characters);
    }

    /// <summary>
    /// Sums of the values of each row: of parts of it, what stands behind the end of an axis may come to lie in the next row. They are put in order first.
    /// </summary>
    public static RowState ReduceSum(RowRequest request, int output) =>
        request[0] is RowsState { Axis: 0, Content: RowContent.Coordinates, Target: { KeepsTurns: true } target, Width: not null } places
        && places.Map.KeepsTurns
        && request[1] is RowsState { Axis: 0, HasValues: true } values && values.Map == places.Map && !request.Attributes.Bool("keep_dims", false)
        && request.Integers(3) is { Length: > 0 } axes && request.Shape(2).Content is [var size, _] && request.MapOf(size) == target
        && Array.TrueForAll(axes, a => a is 1 or -1)
            ? new RowsState(0, target)
            : request.Lost(Loss.Mixed, "adds up what may be of different rows");

    /// <summary>Blocks of each image as a batch of their own, one after the other.</summary>
    public static RowState SpaceToBatch(RowRequest request, int output) =>
        request[0] is RowsState { Axis: 0, HasValues: true } rows && Inner(request) is long count ? rows with { Map = new RepeatMap(count, rows.Map) }
            : ViewRows.NotByRows(request);

    /// <summary>The same backwards.</summary>
    public static RowState BatchToSpace(RowRequest request, int output) =>
        request[0] is RowsState { Axis: 0, HasValues: true, Map: RepeatMap repeat } rows && Inner(request) == repeat.Count ? rows with { Map = repeat.Of }
            : request.Lost(Loss.Count, "puts images together that are not known to be parts of one");

    private static long? Inner(RowRequest request)
    {
        if (request[1] is not SharedState || request[2] is not SharedState || request.Integers(1) is not { } block || request.Shape(0).Sizes is not { } sizes
            || !sizes.Skip(1).All(request.IsShared))
            return null;
        long count = 1;
        foreach (long b in block)
        {
            if (b is < 1 or > int.MaxValue || (count *= b) > int.MaxValue)
                return null;
        }
        return count;
    }
}
