using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of operations that repeat what they are given.</summary>
internal static class StretchRows
{
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
        return request[0] is SharedState ? Repeated(request, sizes, times) : ViewRows.NotByRows(request);
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
            return ViewRows.NotByRows(request);
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
