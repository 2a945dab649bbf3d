using TfKeyedExport.Operations.Shapes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of operations that work along axes.</summary>
internal static class AxisRows
{
    /// <summary>The axes that the second input names are added up, compared, counted; or are all of them, for a single one.</summary>
    public static RowState Reduce(RowRequest request, int output) =>
        ReduceAxes(request, request.Integers(1), request.Attributes.Bool("keep_dims", false));

    /// <summary>The axis that the second input names is gone.</summary>
    public static RowState Pick(RowRequest request, int output) => ReduceAxes(request, request.Integers(1), keeps: false);

    private static RowState ReduceAxes(RowRequest request, long[]? axes, bool keeps)
    {
        if (request[0] is not RowsState rows)
            return request[0] is CountedState ? RowState.Counted : ViewRows.NotByRows(request);
        if (request.Shape(0).Sizes is not { } sizes || axes is null)
            return request.Unsure("its axes are not known");
        if (!rows.HasValues)
            return request.Places();
        int gone = 0;
        foreach (long axis in axes.Select(a => a < 0 ? a + sizes.Length : a).Distinct())
        {
            if (axis == rows.Axis)
                return request.Lost(Loss.Mixed, "makes one of all the batch's rows");
            bool addsZeros = rows.Filling == RowFilling.ZerosBesideOnes && request.IsSum && request.OutputType(0) is DataType.Float or DataType.Double;
            if (axis < 0 || axis >= sizes.Length || (!addsZeros && !request.IsShared(sizes[axis])))
                return request.Lost(Loss.Width, "works over a width that other rows decide, and so over padding");
            gone += axis < rows.Axis ? 1 : 0;
        }
        return rows with { Axis = keeps ? rows.Axis : rows.Axis - gone, Filling = RowFilling.Unknown };
    }

    /// <summary>Each element follows from those along the last axis.</summary>
    public static RowState AlongLast(RowRequest request, int output) => Along(request, -1, "works over all rows of the batch");

    /// <summary>Running totals and the like along the axis that the second input names.</summary>
    public static RowState Running(RowRequest request, int output)
    {
        if (request.Integers(1) is not [long axis])
            return request.Unsure("its axis is not known");
        bool isOfCounts = request[0] is RowsState { Axis: 0, Counts: not null } && request.Rank(0) == 1 && axis is 0 or -1;
        if (isOfCounts && !request.Attributes.Bool("reverse", false) && request.IsSum)
            return RaggedRows.OfCounts((RowsState)request[0], request.Attributes.Bool("exclusive", false));
        // A running total needs no end, unless it begins there.
        bool isForward = !request.Attributes.Bool("reverse", false);
        return Along(request, axis, "goes on from each row of the batch to the next", isForward);
    }

    /// <summary>The first input's elements along an axis, which is not the rows'.</summary>
    /// <param name="request">The node.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="what">What it does if it is the rows'.</param>
    /// <param name="takesAnyWidth">Whether each element follows from those before it, however many there are behind it.</param>
    public static RowState Along(RowRequest request, long axis, string what, bool takesAnyWidth = false)
    {
        if (request[0] is not RowsState rows)
            return request[0] is CountedState ? RowState.Counted : ViewRows.NotByRows(request);
        for (int i = 1; i < request.InputCount; i++)
        {
            if (request[i] is not SharedState)
                return request.Lost(Loss.Mixed, "takes from the batch what is one for all rows");
        }
        if (request.Shape(0).Sizes is not { Length: > 0 } sizes)
            return request.Unsure("nothing is known of its input's sizes");
        long at = axis < 0 ? axis + sizes.Length : axis;
        if (at < 0 || at >= sizes.Length)
            return request.Unsure("it has no such axis");
        if (at == rows.Axis)
            return request.Lost(Loss.Mixed, what);
        if (!takesAnyWidth && !request.IsShared(sizes[at]))
            return request.Lost(Loss.Width, "works over a width that other rows decide, and so over padding");
        return rows.HasValues ? rows : request.Places();
    }

    /// <summary>Transposed convolutions: the third input's rows one by one, by filters that all rows share, in sizes that are given.</summary>
    public static RowState Backprop(RowRequest request, int output)
    {
        if (request[2] is not RowsState { Axis: 0, HasValues: true } rows || request[1] is not SharedState)
            return request[2] is RowsState ? request.Lost(Loss.Mixed, "takes the batch's rows for what they are not") : ViewRows.NotByRows(request);
        // Height and width may be given alone.
        if (request.Shape(0).Content is not { Length: > 3 } sizes)
            return request.Unsure("the sizes that it is given are not known");
        // How many rows there are it is told as well, and fails unless that is how many it gets.
        return sizes.Skip(1).All(request.IsShared) ? rows : request.Lost(Loss.Width, "makes images whose size other rows decide");
    }

    /// <summary>The rows of the first axis one by one, each with all its other axes: images, and what is done to them by weights that all rows share.</summary>
    public static RowState PerRow(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows)
            return request.Lost(Loss.Mixed, "takes from the batch what is one for all rows");
        for (int i = 1; i < request.InputCount; i++)
        {
            if (request[i] is not SharedState)
                return request.Lost(Loss.Mixed, "takes from the batch what is one for all rows");
        }
        if (request.Shape(0).Sizes is not { } sizes)
            return request.Unsure("nothing is known of its input's sizes");
        if (rows.Axis != 0)
            return request.Lost(Loss.Mixed, "works over an axis along which the batch's rows stand");
        for (int i = 1; i < sizes.Length; i++)
        {
            if (!request.IsShared(sizes[i]))
                return request.Lost(Loss.Width, "works over a width that other rows decide, and so over padding");
        }
        return rows.HasValues ? rows : request.Places();
    }

    /// <summary>
    /// Normalization with statistics that the model holds; with the batch's own while training, unless rows are given as channels, as layer
    /// normalization does.
    /// </summary>
    public static RowState BatchNorm(RowRequest request, int output)
    {
        if (output > 0)
            return request.Unsure("only its first output is followed");
        if (!request.Attributes.Bool("is_training", true))
            return PerRow(request, output);
        return request[0] is RowsState rows && request.Rank(0) is int rank && rows.Axis == (IsChannelsFirst(request) ? 1 : rank - 1)
            ? ByChannels(request, rows)
            : request.Lost(Loss.Mixed, "normalizes by the batch's own mean and variance, as in training");
    }

    // Of volumes as of images.
    private static bool IsChannelsFirst(RowRequest request) =>
        request.Attributes.IsChannelsFirst || (request.Attributes.Has("data_format") && request.Attributes.Text("data_format") == "NCDHW");

    private static RowState ByChannels(RowRequest request, RowsState rows)
    {
        SymbolicSize[] sizes = request.Shape(0).Sizes!;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (i != rows.Axis && !request.IsShared(sizes[i]))
                return request.Lost(Loss.Width, "works over a width that other rows decide, and so over padding");
        }
        for (int i = 1; i < request.InputCount; i++)
        {
            bool isByChannel = i < 3 && request[i] is RowsState { Axis: 0, HasValues: true } own && own.Map == rows.Map;
            bool isNothing = i >= 3 && request[i] is SharedState;
            if (!isByChannel && !isNothing)
                return request.Lost(Loss.Mixed, "gives each row what stands at the row's place in a tensor that is no row's");
        }
        return rows.HasValues ? rows : request.Places();
    }

    /// <summary>An inner matrix, or vectors, of each row: the last axes belong together.</summary>
    public static RowState InnerMatrix(RowRequest request, int output) => Inner(request, 2);

    /// <summary>An inner vector of each row.</summary>
    public static RowState InnerVector(RowRequest request, int output) => Inner(request, 1);

    private static RowState Inner(RowRequest request, int inner)
    {
        if (request[0] is not RowsState rows || request.Shape(0).Sizes is not { } sizes)
            return ViewRows.NotByRows(request);
        for (int i = 1; i < request.InputCount; i++)
        {
            // Vectors of the same rows go with one another.
            if (request[i] is RowsState other && other == rows && request.Rank(i) == sizes.Length)
                continue;
            if (request[i] is not SharedState)
                return request.Lost(Loss.Mixed, "takes from the batch what is one for all rows");
            if (request.Rank(i) is not 0)
                return request.Lost(Loss.Mixed, "gives each row what stands at the row's place in a tensor that is no row's");
        }
        if (sizes.Length < inner || rows.Axis >= sizes.Length - inner)
            return request.Lost(Loss.Mixed, "works over an axis along which the batch's rows stand");
        return Array.TrueForAll(sizes[^inner..], s => request.IsShared(s))
            ? rows.HasValues ? rows : request.Places()
            : request.Lost(Loss.Width, "works over a width that other rows decide, and so over padding");
    }

    /// <summary>More elements at the ends of axes that are not the rows'.</summary>
    public static RowState Pad(RowRequest request, int output)
    {
        if (request[0] is not RowsState rows || request.Shape(0).Sizes is not { } sizes)
            return ViewRows.NotByRows(request);
        if (request.InputCount > 2 && request[2] is not SharedState)
            return request.Lost(Loss.Mixed, "adds what other rows decide");
        // Two numbers an axis: before and behind.
        if (request.Integers(1) is not { } pads || pads.Length != 2 * sizes.Length)
            return request.Unsure("how much it adds is not known");
        for (int i = 0; i < sizes.Length; i++)
        {
            bool isPadded = pads[2 * i] != 0 || pads[(2 * i) + 1] != 0;
            if (isPadded && i == rows.Axis)
                return request.Lost(Loss.Count, "adds rows to the batch");
            if (isPadded && !request.IsShared(sizes[i]))
                return request.Lost(Loss.Width, "adds to a width that other rows decide");
        }
        return rows.HasValues ? rows : request.Places();
    }
}
