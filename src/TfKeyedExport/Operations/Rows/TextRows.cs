using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of operations on strings, look-ups and parsing.</summary>
internal static class TextRows
{
    /// <summary>Values of keys: the first input is the table, the last one what keys get that it lacks.</summary>
    public static RowState Find(RowRequest request, int output)
    {
        if (request[0] is not SharedState || request[1] is not RowsState keys || request[2] is not SharedState)
            return request.Lost(Loss.Mixed, "looks up what is not laid out by rows");
        if (!request.HasSingleKeys(0))
            return request.Unsure("its table may have rows of the batch for a key");
        return keys.HasValues ? keys : request.Places();
    }

    /// <summary>Words of each row, one after the other, with coordinates (row, number of the word); the batch's longest row decides a size.</summary>
    public static RowState Split(RowRequest request, int output)
    {
        if (request[0] is not RowsState { Axis: 0, HasValues: true } rows || request[1] is not SharedState)
            return ViewRows.NotByRows(request);
        var words = new ListMap(request.Source(-1), 0, rows.Map);
        return output switch
        {
            0 => new RowsState(0, words) { Content = RowContent.Coordinates, Target = rows.Map, Width = request.WidthOf(2) },
            1 => new RowsState(0, words),
            _ => request.Lost(Loss.Width, "tells how many words the batch's longest row has"),
        };
    }

    /// <summary>Values of each row from one text: columns by defaults that all rows share.</summary>
    public static RowState Parse(RowRequest request, int output)
    {
        // It takes a vector, or a single text, which has no rows.
        if (request[0] is not RowsState { Axis: 0, HasValues: true } rows || request.Rank(0) is not (1 or null))
            return request.Unsure("only vectors of texts are followed");
        for (int i = 1; i < request.InputCount; i++)
        {
            if (request[i] is not SharedState)
                return request.Lost(Loss.Mixed, "takes from the batch what is one for all rows");
        }
        int sparse = SparseShapes.SparseFeatures(request.Attributes), dense = request.Attributes.Types("Tdense").Count;
        var values = new ListMap(request.Source(-1), output % Math.Max(1, sparse), rows.Map);
        if (output < sparse)
            return new RowsState(0, values) { Content = RowContent.Coordinates, Target = rows.Map, Width = request.WidthOf(output + (2 * sparse)) };
        if (output < 2 * sparse)
            return new RowsState(0, values);
        if (output < 3 * sparse)
            return request.Lost(Loss.Width, "tells how many values the batch's longest row has");
        if (output < (3 * sparse) + dense)
        {
            // Values of an open number are padded to those of the example that has the most.
            if (!request.Attributes.Shapes("dense_shapes")[output - (3 * sparse)].Dimensions.ToArray().All(d => d >= 0))
                request.WidensToWidest();
            return rows;
        }
        int ragged = request.Attributes.Types("ragged_value_types").Count, at = output - (3 * sparse) - dense;
        var parts = new ListMap(request.Source(-1), sparse + (at % Math.Max(1, ragged)), rows.Map);
        return at < ragged ? new RowsState(0, parts) : new SplitsState(parts, rows.Map);
    }
}
