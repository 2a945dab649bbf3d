using TfKeyedExport.Operations.Shapes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of operations that compute element by element.</summary>
internal static class ElementRows
{
    private const string EachWithEach = "puts rows beside rows, each with each";

    /// <summary>Each element of what comes of one of the first input.</summary>
    public static RowState Each(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows)
            return request[0] is CountedState ? RowState.Counted : request.Unsure("only its first input is expected to have rows");
        for (int i = 1; i < request.InputCount; i++)
        {
            if (request[i] is not SharedState)
                return request.Lost(Loss.Mixed, "takes from the batch what is one for all rows");
        }
        return rows.HasValues ? rows : request.Places();
    }

    /// <summary>The first input's elements in another type; numbers of places, and how many there are, in one that holds them all.</summary>
    public static RowState Cast(RowRequest request, int output) => request[0] switch
    {
        _ when request.OutputType(0) is DataType.Int32 or DataType.Int64 => request[0],
        RowsState { HasValues: true } rows => rows with { Counts = null },
        RowsState or SplitsState or OneRowState { IsNumber: true } => request.Places(),
        _ => request[0],
    };

    /// <summary>All inputs are stretched to each other's sizes.</summary>
    public static RowState Broadcast(RowRequest request, int output)
    {
        RowMap? map = null;
        int fromEnd = 0, rank = 0, known = 0;
        bool hasRows = Enumerable.Range(0, request.InputCount).Any(i => request[i] is not (SharedState or CountedState));
        for (int i = 0; i < request.InputCount && hasRows; i++)
        {
            if (request[i] is CountedState)
                return request.Lost(Loss.Mixed, "lets the number of rows in the batch reach what a row gets");
            if (request[i] is not (RowsState or SharedState))
                return request.Lost(Loss.Mixed, "computes with something that is not laid out by rows");
            if (request.Rank(i) is not int inputRank)
                return request.Unsure($"nothing is known of the rank of its input {i}");
            rank = Math.Max(rank, inputRank);
            if (request[i] is not RowsState rows)
                continue;
            if (!rows.HasValues)
                return request.Places();
            if (map is not null && fromEnd != inputRank - rows.Axis)
                return request.Lost(Loss.Mixed, EachWithEach);
            if (map is not null && map != rows.Map)
                return request.Unlike(known, i, EachWithEach);
            (map, fromEnd, known) = (rows.Map, inputRank - rows.Axis, i);
        }
        if (map is null)
            return RowState.Counted;
        if (!request.StretchesAlike())
            return request.Lost(Loss.Width, "stretches a width that other rows decide, or does not");
        for (int i = 0; i < request.InputCount; i++)
        {
            if (request[i] is SharedState && request.Shape(i).Sizes is { } sizes && sizes.Length >= fromEnd && !sizes[^fromEnd].Is(1))
                return request.Lost(Loss.Mixed, "gives each row what stands at the row's place in a tensor that is no row's");
        }
        return new RowsState(rank - fromEnd, map);
    }

    /// <summary>Differences: of a row's ends and begins, or of an index.</summary>
    public static RowState Subtract(RowRequest request, int output)
    {
        // Of other ranks, each would be taken from each.
        if (request[0] is RowsState { Content: RowContent.Ends } ends && request[1] is RowsState { Content: RowContent.Begins } begins
            && ends.Target == begins.Target && ends.Axis == begins.Axis && ends.Map == begins.Map
            && request.Rank(0) is int rank && rank == request.Rank(1))
            return new RowsState(ends.Axis, ends.Map);
        if (IsSmallNumber(request, 0) && request[1] is RowsState { Content: RowContent.Index } index)
            return index with { Content = RowContent.IndexDown };
        return IsSmallNumber(request, 1) && request[0] is RowsState { Content: RowContent.IndexDown } down ? down : Broadcast(request, output);
    }

    // So small that no number of rows, counted down from it, wraps around.
    private static bool IsSmallNumber(RowRequest request, int input) => request.Rank(input) == 0 && request.Integers(input) is [>= -1024 and <= 1024];

    /// <summary>Sums: an index that is counted down may be counted down from another number.</summary>
    public static RowState Add(RowRequest request, int output)
    {
        for (int i = 0; i < 2; i++)
        {
            if (request[i] is RowsState { Content: RowContent.IndexDown } down && IsSmallNumber(request, 1 - i))
                return down;
        }
        return Broadcast(request, output);
    }

    /// <summary>Products: where rows begin and end that have one entry each, so many times, is where such begin and end as have so many.</summary>
    public static RowState Multiply(RowRequest request, int output)
    {
        for (int i = 0; i < 2; i++)
        {
            if (request[i] is SplitsState { Map: var map, Of: var of } splits && map == of
                && request.Rank(1 - i) == 0 && request.Integers(1 - i) is [>= 1 and <= 1024 and var count])
                return count == 1 ? splits : splits with { Map = new BlockMap(new SymbolicSize(count), of) };
        }
        return Broadcast(request, output);
    }

    /// <summary>The second input where the first is true, the third elsewhere.</summary>
    public static RowState SelectBroadcast(RowRequest request, int output)
    {
        // The numbers of the rows, or 0 if there is one row only: as vectorized maps have it, and the same.
        if (request[1] is RowsState { Axis: 0, Content: RowContent.Index, Map: var map, Target: var target } numbers && map == RowMap.Rows && target == map
            && request.Rank(0) == 0 && request.Rank(1) == 1 && request.Rank(2) == 0 && request.Integers(2) is [0] && request.HoldsForSeveralRows(0))
            return numbers;
        return Broadcast(request, output);
    }

    /// <summary>Negative numbers: an index, counted down.</summary>
    public static RowState Negate(RowRequest request, int output) =>
        request[0] is RowsState { Content: RowContent.Index } index ? index with { Content = RowContent.IndexDown } : Each(request, output);

    /// <summary>The second or third input, as the first one says: all of one shape, or a vector that says it for all that stands at its place.</summary>
    public static RowState Select(RowRequest request, int output)
    {
        if (request.Rank(0) is not int conditions || request.Rank(1) is not int rank)
            return request.Unsure("nothing is known of the rank of its inputs");
        if (conditions == rank || conditions == 0)
            return Broadcast(request, output);
        RowState[] inputs = [request[0], request[1], request[2]];
        return inputs[0] is RowsState first && Array.TrueForAll(inputs, i => i is RowsState { Axis: 0, HasValues: true } rows && rows.Map == first.Map)
            ? first
            : request.Lost(Loss.Mixed, "chooses by a vector that is not laid out by rows as the rest is");
    }

    /// <summary>A number for each channel, which stand along an axis, is added.</summary>
    public static RowState BiasAdd(RowRequest request, int output)
    {
        if (request[0] is not RowsState { HasValues: true } rows || request[1] is not SharedState)
            return ViewRows.NotByRows(request);
        if (request.Rank(0) is not int rank)
            return request.Unsure("nothing is known of its input's rank");
        return rows.Axis == (request.Attributes.IsChannelsFirst ? 1 : rank - 1)
            ? request.Lost(Loss.Mixed, "adds to each row what stands at the row's place in a tensor that is no row's")
            : rows;
    }

    /// <summary>One number, in given sizes.</summary>
    public static RowState Fill(RowRequest request, int output) =>
        request[1] is SharedState ? OfSizes(request, output) : request.Lost(Loss.Mixed, "fills all rows with what other rows decide");

    /// <summary>What has its sizes from an input, and nothing else.</summary>
    public static RowState Sized(RowRequest request, int output) => request.OutputType(output) == DataType.Variant
        ? request.Unsure("what a list holds has other sizes than the list")
        : OfSizes(request, output);

    /// <summary>Numbers that all rows share, in a shape that may have an axis of rows.</summary>
    public static RowState OfSizes(RowRequest request, int output)
    {
        if (request.OutputShape(output).Sizes is not { } sizes)
            return request.Unsure("nothing is known of the sizes of what it gives");
        RowsState? rows = null;
        bool isWide = false;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (request.IsShared(sizes[i]))
                continue;
            if (request.MapOf(sizes[i]) is not { } map)
                isWide = true;
            else if (rows is not null)
                return request.Lost(Loss.Mixed, EachWithEach);
            else
                rows = new RowsState(i, map);
        }
        return isWide && rows is null
            ? request.Lost(Loss.Count, "gives something whose size is neither the number of rows nor one that all rows share")
            : rows ?? RowState.Shared;
    }
}
