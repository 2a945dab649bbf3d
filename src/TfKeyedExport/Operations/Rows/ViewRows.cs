using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of views: the same elements in other sizes, and axes in another order.</summary>
internal static class ViewRows
{
    /// <summary>What is done to rows by whoever takes something else.</summary>
    public const string NoRows = "takes something that is not laid out by rows";

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
    public static RowState NotByRows(RowRequest request) => request.Lost(Loss.Mixed, NoRows);

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
}
