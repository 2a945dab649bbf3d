using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of slices.</summary>
internal static class SliceRows
{
    /// <summary>A range of each axis: all of the rows'.</summary>
    public static RowState Slice(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows)
            return ViewRows.NotByRows(request);
        if (request.Shape(0).Sizes is not { } sizes || request.Shape(1).Content is not { } begin || begin.Length != sizes.Length)
            return request.Unsure("where it begins is not known");
        SymbolicSize[]? size = request.Shape(2).Content is { } content && content.Length == sizes.Length ? content : null;
        for (int i = 0; i < sizes.Length; i++)
        {
            bool isWhole = begin[i].Is(0) && size is not null && (size[i].Is(-1) || size[i] == sizes[i]);
            if (i == rows.Axis && !isWhole)
                return request.Lost(Loss.Count, "takes some of the batch's rows and leaves others out");
            if (!isWhole && !(request.IsShared(begin[i]) && size is not null && request.IsShared(size[i]) && IsSteady(request, sizes[i], size[i].Is(-1))))
                return request.Lost(Loss.Width, "takes as much of each row as other rows decide");
            if (!isWhole && i == sizes.Length - 1 && rows.Content == RowContent.Coordinates)
                return begin[i].Is(0) && size![i].Is(1) ? rows with { Content = RowContent.Index } : request.Places();
        }
        return rows;
    }

    // Up to its end, a range is as long as the width is.
    private static bool IsSteady(RowRequest request, SymbolicSize width, bool isToEnd) => !isToEnd || request.IsShared(width);

    /// <summary>Ranges with steps, single elements and new axes.</summary>
    public static RowState StridedSlice(RowRequest request, int output)
    {
        if (request[0] is SplitsState splits)
            return OfSplits(request, splits);
        if (request[0] is not RowsState rows)
            return request[0] is CountedState ? RowState.Counted : ViewRows.NotByRows(request);
        if (request.Shape(0).Sizes is not { } sizes
            || SlicePart.Of(request.Attributes, sizes, request.Shape(1), request.Shape(2), request.Shape(3)) is not { } parts)
            return request.Unsure("what it takes is not known");
        int axis = -1, at = 0;
        RowMap map = rows.Map;
        RowsState taken = rows;
        foreach (SlicePart part in parts)
        {
            if (part.Dimension == rows.Axis)
            {
                if (part.IsReversed)
                    map = Orders.Reversed(rows.Map);
                else if (!part.IsWhole)
                    return request.Lost(
                        part.Shrinks ? Loss.Mixed : Loss.Count,
                        part.Shrinks ? "takes one row of the batch for all" : "takes some of the batch's rows and leaves others out");
                axis = at;
            }
            else if (part.Dimension >= 0 && !part.IsWhole)
            {
                if (!IsGiven(request, part))
                    return request.Lost(Loss.Mixed, "takes a part of each row that the number of rows or what they hold decides");
                // What may be negative is counted from an end that other rows decide.
                bool isFromStart = part.Begin is { IsKnown: true, Value: >= 0 } && part.HasSteps;
                bool isInReach = part.Shrinks || part.End is { IsKnown: true, Value: >= 0 };
                if (!request.IsShared(sizes[part.Dimension]) && !(isFromStart && isInReach))
                    return request.Lost(Loss.Width, "takes a part of a width that other rows decide");
                if (rows.Content == RowContent.Coordinates && part.Dimension == sizes.Length - 1)
                {
                    bool isFirst = part.Begin is { } first && first.Is(0) && (part.Shrinks || (part.HasSteps && part.End is { } last && last.Is(1)));
                    bool isLater = part.Begin is { IsKnown: true, Value: > 0 } && part.HasSteps;
                    if (!isFirst && !isLater)
                        return request.Places();
                    taken = isFirst ? rows with { Content = RowContent.Index } : new RowsState(rows.Axis, rows.Map);
                }
            }
            if (!part.Shrinks)
                at++;
        }
        bool movesLast = taken.Content == RowContent.Coordinates && parts[^1].Dimension != sizes.Length - 1;
        return movesLast ? request.Places() : taken with { Axis = axis, Map = map };
    }

    // Where it begins and ends, and its steps, are one for all rows.
    private static bool IsGiven(RowRequest request, SlicePart part) =>
        IsGiven(request, 1, part.Begin) && (part.IsOpen || part.Shrinks || IsGiven(request, 2, part.End)) && IsGiven(request, 3, part.Step);

    private static bool IsGiven(RowRequest request, int input, SymbolicSize? number) =>
        request[input] is SharedState || (number is { } known && request.IsShared(known));

    // Of splits, all but the last are begins, and all but the first are ends.
    private static RowState OfSplits(RowRequest request, SplitsState splits)
    {
        if (request.Shape(0).Sizes is not [var size]
            || SlicePart.Of(request.Attributes, [size], request.Shape(1), request.Shape(2), request.Shape(3)) is not [{ HasSteps: true, Shrinks: false } part])
            return request.Places();
        var rows = new RowsState(0, splits.Of) { Target = splits.Map };
        if (part is { Begin: { IsKnown: true, Value: 0 }, End: { IsKnown: true, Value: -1 } })
            return rows with { Content = RowContent.Begins };
        return part is { Begin: { IsKnown: true, Value: 1 }, IsOpen: true } ? rows with { Content = RowContent.Ends } : request.Places();
    }
}
