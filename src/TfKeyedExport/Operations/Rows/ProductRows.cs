using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules of products: a row's axis is never added up over, and stands in one factor, or in both as what they have in common.</summary>
internal static class ProductRows
{
    private const string EachWithEach = "multiplies rows with rows, each with each";
    private const string AddsUp = "adds up over the rows of the batch";

    public static RowState MatMul(RowRequest request, int output) =>
        Matrices(request, request.Attributes.Bool("transpose_a", false), request.Attributes.Bool("transpose_b", false));

    public static RowState BatchMatMul(RowRequest request, int output) =>
        Matrices(request, request.Attributes.Bool("adj_x", false), request.Attributes.Bool("adj_y", false));

    private static RowState Matrices(RowRequest request, bool turnsLeft, bool turnsRight)
    {
        if (request.Shape(0).Sizes is not { Length: >= 2 } left || request.Shape(1).Sizes is not { Length: >= 2 } right)
            return request.Unsure("nothing is known of its inputs' rank");
        int rank = Math.Max(left.Length, right.Length);
        int inLeft = turnsLeft ? 2 : 1, inRight = turnsRight ? 1 : 2;
        // The axes as they stand in the product, from the end: free ones are the last two.
        int? a = request[0] is RowsState l ? FromEnd(left.Length - l.Axis, inLeft, 2) : null;
        int? b = request[1] is RowsState r ? FromEnd(right.Length - r.Axis, inRight, 1) : null;
        if (request[0] is RowsState { HasValues: false } || request[1] is RowsState { HasValues: false })
            return request.Places();
        if (a == 0 || b == 0)
            return request.Lost(Loss.Mixed, AddsUp);
        if (!request.IsShared(left[^inLeft]))
            return request.Lost(Loss.Width, "adds up over a width that other rows decide, and so over padding");
        if (!request.StretchesAlike(leaveFromEnd: 2))
            return request.Lost(Loss.Width, "stretches a width that other rows decide, or does not");
        // Free axes stand in two places, so that equal ones are what both factors have in common.
        if (request[0] is RowsState first && request[1] is RowsState second)
            return a is int common && common == b && first.Map == second.Map ? first with { Axis = rank - common } : request.Lost(Loss.Mixed, EachWithEach);
        (int input, int other, int? axis) = a is not null ? (0, 1, a) : (1, 0, b);
        if (request[other] is not SharedState || axis is not int fromEnd)
            return ViewRows.NotByRows(request);
        SymbolicSize[] shared = other == 0 ? left : right;
        return fromEnd > 2 && shared.Length >= fromEnd && !shared[^fromEnd].Is(1)
            ? request.Lost(Loss.Mixed, "multiplies each row with what stands at the row's place in a tensor that is no row's")
            : ((RowsState)request[input]) with { Axis = rank - fromEnd };
    }

    // Where an axis stands in the product, from the end; 0 if it is added up.
    private static int FromEnd(int axis, int inner, int free) => axis > 2 ? axis : axis == inner ? 0 : free;

    public static RowState Einsum(RowRequest request, int output)
    {
        string[] sides = request.Attributes.Text("equation").Replace(" ", "", StringComparison.Ordinal).Split("->");
        if (sides.Length != 2 || sides[0].Contains('.', StringComparison.Ordinal))
            return request.Unsure("dimensions without a name are not followed");
        string[] operands = sides[0].Split(',');
        if (operands.Length != request.InputCount)
            return request.Unsure("it has more or fewer inputs than its equation");
        char? label = null;
        RowMap? map = null;
        for (int i = 0; i < request.InputCount; i++)
        {
            if (request[i] is SharedState)
                continue;
            if (request[i] is not RowsState { HasValues: true } rows || rows.Axis >= operands[i].Length)
                return ViewRows.NotByRows(request);
            char own = operands[i][rows.Axis];
            if (operands[i].Count(c => c == own) > 1 || (map is not null && (label != own || map != rows.Map)))
                return request.Lost(Loss.Mixed, EachWithEach);
            (label, map) = (own, rows.Map);
        }
        int axis = sides[1].IndexOf(label!.Value, StringComparison.Ordinal);
        if (axis < 0)
            return request.Lost(Loss.Mixed, AddsUp);
        // A label that comes twice makes a diagonal, and zeros beside it: which of them are a row's own, its place decides.
        if (sides[1].LastIndexOf(label.Value) != axis)
            return request.Lost(Loss.Mixed, EachWithEach);
        for (int i = 0; i < request.InputCount; i++)
        {
            if (request.Shape(i).Sizes is not { } sizes || sizes.Length != operands[i].Length)
                return request.Unsure("nothing is known of its inputs' rank");
            for (int d = 0; d < sizes.Length; d++)
            {
                if (operands[i][d] == label && request[i] is SharedState)
                    return request.Lost(Loss.Mixed, "multiplies each row with what stands at the row's place in a tensor that is no row's");
                // That of the rows stands in the result.
                if (!request.IsShared(sizes[d]) && !sides[1].Contains(operands[i][d], StringComparison.Ordinal))
                    return request.Lost(Loss.Width, "adds up over a width that other rows decide, and so over padding");
            }
        }
        return new RowsState(axis, map!);
    }
}
