using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules of operations on sparse tensors, ragged ones, texts and examples.</summary>
internal static class SparseShapes
{
    /// <summary>Coordinates, values and sizes of words: rows, and the most words of any.</summary>
    public static SymbolicTensor SplitText(ShapeRequest request, int output) => output switch
    {
        0 => new SymbolicTensor([request.Fresh(0), new SymbolicSize(2)]),
        1 => new SymbolicTensor([request.Fresh(0)]),
        _ => new SymbolicTensor(
            [new SymbolicSize(2)], request[0].Sizes is [var rows] ? [rows, request.Fresh(ViewShapes.UnknownElement)] : null),
    };

    /// <summary>As many coordinates as before, of as many dimensions as the new sizes are.</summary>
    public static SymbolicTensor Reshape(ShapeRequest request, int output)
    {
        if (output == 1)
            return new SymbolicTensor(request[2].Sizes, Sizes(request));
        return request[0].Sizes is [var count, _] && request[2].Sizes is [var rank] ? new SymbolicTensor([count, rank]) : SymbolicTensor.Unknown;
    }

    private static SymbolicSize[]? Sizes(ShapeRequest request)
    {
        if (request[2].Content is not { } sizes)
            return null;
        int open = Array.FindIndex(sizes, s => s.Is(-1));
        if (open < 0)
            return [.. sizes.Select(s => ViewShapes.MayBeOpen(s, sizes, request) ? request.Fresh(ViewShapes.UnknownElement) : s)];
        SymbolicSize? rest = request[1].Content is { Length: > 0 } all
            ? all.Aggregate((SymbolicSize?)new SymbolicSize(1), (p, s) => p is { } q ? request.Product(q, s) : null)
            : null;
        for (int i = 0; i < sizes.Length; i++)
            rest = i == open || rest is not { } left ? rest : request.Quotient(left, sizes[i]);
        return [.. sizes.Select((s, i) => i == open ? rest ?? request.Fresh(ViewShapes.UnknownElement) : s)];
    }

    /// <summary>More coordinates and values, and what says of each row whether it was empty.</summary>
    public static SymbolicTensor FillEmptyRows(ShapeRequest request, int output) => output switch
    {
        0 => request[0].Sizes is [_, var rank] ? new SymbolicTensor([request.Fresh(0), rank]) : SymbolicTensor.Unknown,
        1 => new SymbolicTensor([request.Fresh(0)]),
        2 => request[2].Content is [var rows, ..] ? new SymbolicTensor([rows]) : SymbolicTensor.Unknown,
        _ => SymbolicTensor.Unknown,
    };

    /// <summary>Coordinates of a matrix, values and its sizes: as many rows as the inputs have.</summary>
    public static SymbolicTensor Triple(ShapeRequest request, int output) => output switch
    {
        0 => new SymbolicTensor([request.Fresh(0), new SymbolicSize(2)]),
        1 => new SymbolicTensor([request.Fresh(0)]),
        _ => new SymbolicTensor([new SymbolicSize(2)], RowsOfTriples(request) is { } rows ? [rows, request.Fresh(ViewShapes.UnknownElement)] : null),
    };

    private static SymbolicSize? RowsOfTriples(ShapeRequest request)
    {
        int sparse = (int)request.Attributes.Int("N", 0);
        if (sparse > 0)
            return request[2 * sparse].Content is [var rows, _] ? rows : null;
        for (int i = 0; i < request.InputCount; i++)
        {
            if (request[i].Sizes is [var rows, _])
                return rows;
        }
        return null;
    }

    /// <summary>As it was, in another order.</summary>
    public static SymbolicTensor Reorder(ShapeRequest request, int output) => new(request[output].Sizes);

    /// <summary>The sizes that the first input names; open ones are those of the longest parts.</summary>
    public static SymbolicTensor RaggedToTensor(ShapeRequest request)
    {
        SymbolicSize[]? named = request[0] switch
        {
            { Sizes: [_], Content: { Length: > 0 } sizes } => sizes,
            // A single -1 leaves all sizes open.
            { Sizes: [], Content: [{ IsKnown: true, Value: -1 }] } when request[1].Sizes is { Length: > 0 } v =>
                [.. Enumerable.Repeat(new SymbolicSize(-1), v.Length + Partitions(request))],
            _ => null,
        };
        if (named is null)
            return SymbolicTensor.Unknown;
        SymbolicSize[] inner = request[1].Sizes is { Length: > 1 } values ? values[1..] : [];
        return new SymbolicTensor([.. named.Select((s, i) =>
            i == 0 && RowsOf(request) is { } rows && (s.Is(-1) || s == rows) ? rows
                : s.IsKnown && s.Value >= 0 ? s
                : named.Length - i <= inner.Length ? inner[^(named.Length - i)]
                : request.Fresh(i))]);
    }

    // The first partition's row count is no dimension of its own.
    private static int Partitions(ShapeRequest request) => request.Attributes.Texts("row_partition_types").Count(t => t != "FIRST_DIM_SIZE");

    // Row numbers come with the number of rows, and splits are one more than rows.
    private static SymbolicSize? RowsOf(ShapeRequest request)
    {
        string[] kinds = [.. request.Attributes.Texts("row_partition_types")];
        if (request[0] is { Sizes: [_], Content: [{ IsKnown: true, Value: >= 0 } named, ..] })
            return named;
        return kinds is ["FIRST_DIM_SIZE", ..] && request[3].Content is [var rows] ? rows
            : kinds is ["ROW_SPLITS", ..] && request[3] is { OneMoreThan: { } of } ? of : null;
    }

    /// <summary>Coordinates of a matrix, the values, and its sizes, of which splits tell the first.</summary>
    public static SymbolicTensor RaggedToSparse(ShapeRequest request, int output)
    {
        if (request.InputCount != 2)
            return SymbolicTensor.Unknown;
        return output switch
        {
            0 => request[1].Sizes is [var count] ? new SymbolicTensor([count, new SymbolicSize(2)]) : SymbolicTensor.Unknown,
            1 => new SymbolicTensor(request[1].Sizes is [_] ? request[1].Sizes : null),
            _ => request[1].Sizes is [_] && request[0].OneMoreThan is { } rows
                ? new SymbolicTensor([new SymbolicSize(2)], [rows, request.Fresh(ViewShapes.UnknownElement)])
                : SymbolicTensor.Unknown,
        };
    }

    /// <summary>Splits and characters of texts.</summary>
    public static SymbolicTensor Characters(ShapeRequest request, int output) => output == 0
        ? new SymbolicTensor([request.Fresh(0)]) { OneMoreThan = request[0].Sizes is [var rows] ? rows : null }
        : new SymbolicTensor([request.Fresh(0)]);

    /// <summary>A dense tensor of the axes that are not added up.</summary>
    public static SymbolicTensor ReduceSum(ShapeRequest request)
    {
        if (request[2].Content is not { Length: > 0 } sizes || request.Integers(3) is not { } axes || request.Attributes.Bool("keep_dims", false))
            return SymbolicTensor.Unknown;
        if (axes.Any(a => a < -sizes.Length || a >= sizes.Length))
            return SymbolicTensor.Unknown;
        return new SymbolicTensor([.. sizes.Where((_, i) => !axes.Contains(i) && !axes.Contains(i - sizes.Length))]);
    }

    /// <summary>A matrix times another.</summary>
    public static SymbolicTensor Product(ShapeRequest request)
    {
        bool turnsLeft = request.Attributes.Bool("adjoint_a", false), turnsRight = request.Attributes.Bool("adjoint_b", false);
        return request[2].Content is [var rows, var inner] && request[3].Sizes is [var a, var b]
            ? new SymbolicTensor([turnsLeft ? inner : rows, turnsRight ? a : b])
            : SymbolicTensor.Unknown;
    }

    /// <summary>How many sparse features examples are parsed for, in both forms of the operation.</summary>
    public static int SparseFeatures(NodeAttributes attributes) => (int)attributes.Int("num_sparse", attributes.Int("Nsparse", 0));

    /// <summary>Examples: of sparse features coordinates, values and sizes, dense ones, ragged values, and splits, one more than there are examples.</summary>
    public static SymbolicTensor ParseExample(ShapeRequest request, int output)
    {
        // The later form takes a single text as well.
        bool isVector = request[0].Sizes is [_] || (request[0].Sizes is null && request.Attributes.Int("Nsparse", -1) >= 0);
        if (!isVector)
            return SymbolicTensor.Unknown;
        SymbolicSize rows = request[0].Sizes is [var known] ? known : request.Fresh(0);
        int sparse = SparseFeatures(request.Attributes);
        IReadOnlyList<TensorShape> dense = request.Attributes.Shapes("dense_shapes");
        if (output < sparse)
            return new SymbolicTensor([request.Fresh(0), new SymbolicSize(2)]);
        if (output < 2 * sparse)
            return new SymbolicTensor([request.Fresh(0)]);
        if (output < 3 * sparse)
            return new SymbolicTensor([new SymbolicSize(2)], [rows, request.Fresh(ViewShapes.UnknownElement)]);
        int feature = output - (3 * sparse);
        if (feature < dense.Count)
        {
            return dense[feature].HasRank
                ? new SymbolicTensor([rows, .. dense[feature].Dimensions.ToArray().Select((d, i) => d < 0 ? request.Fresh(i + 1) : new SymbolicSize(d))])
                : SymbolicTensor.Unknown;
        }
        int ragged = request.Attributes.Types("ragged_value_types").Count, at = feature - dense.Count;
        return new SymbolicTensor([request.Fresh(0)]) { OneMoreThan = at < ragged ? null : rows };
    }
}
