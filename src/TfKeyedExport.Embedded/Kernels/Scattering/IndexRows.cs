using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Scattering;

/// <summary>Rows of indices, each of which names a slice of a tensor by its first dimensions.</summary>
internal readonly ref struct IndexRows
{
    private readonly Value _indices;
    private readonly ReadOnlySpan<long> _shape;

    /// <summary>Reads the rows.</summary>
    /// <param name="indices">[..., depth] of int32 or int64.</param>
    /// <param name="shape">The shape of the tensor that they index.</param>
    public IndexRows(Value indices, ReadOnlySpan<long> shape)
    {
        if (indices.Rank < 1)
            throw KernelContext.Error($"indices must be at least a vector, not {indices.ToShape()}");
        // A vector is a column: each number is a row of its own.
        Depth = indices.Rank == 1 ? 1 : indices.Dim(indices.Rank - 1);
        if (Depth > shape.Length)
            throw KernelContext.Error($"the last dimension of indices ({Depth}) must be at most the rank of the tensor that they index ({shape.Length})");
        _indices = indices;
        _shape = shape;
        OuterRank = Math.Max(1, indices.Rank - 1);
        Count = 1;
        for (int d = 0; d < OuterRank; d++)
            Count *= indices.Dim(d);
        SliceSize = 1;
        for (int d = Depth; d < shape.Length; d++)
            SliceSize *= (int)shape[d];
    }

    /// <summary>How many dimensions of the indices count rows.</summary>
    public int OuterRank { get; }

    /// <summary>How many dimensions each row indexes.</summary>
    public int Depth { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>Elements of the slice that a row names.</summary>
    public int SliceSize { get; }

    /// <summary>The slice that a row names, counted in slices; -1 if it lies outside the tensor.</summary>
    public int Slice(int row) => _indices.Type switch
    {
        DataType.Int32 => Slice(_indices.Span<int>().Slice(row * Depth, Depth)),
        DataType.Int16 => Slice(_indices.Span<short>().Slice(row * Depth, Depth)),
        _ => Slice(_indices.Span<long>().Slice(row * Depth, Depth)),
    };

    /// <summary>The error about a row outside the tensor.</summary>
    public Exception OutOfRange(int row)
    {
        string[] parts = new string[Depth];
        for (int d = 0; d < Depth; d++)
        {
            long part = _indices.Type switch
            {
                DataType.Int32 => _indices.Span<int>()[(row * Depth) + d],
                DataType.Int16 => _indices.Span<short>()[(row * Depth) + d],
                _ => _indices.Span<long>()[(row * Depth) + d],
            };
            parts[d] = part.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        return KernelContext.Error($"row {row} of indices, [{string.Join(", ", parts)}], does not index into the shape {ShapeText.Of(_shape)}");
    }

    private int Slice<TIndex>(ReadOnlySpan<TIndex> row)
        where TIndex : unmanaged, System.Numerics.IBinaryInteger<TIndex>
    {
        long slice = 0;
        for (int d = 0; d < row.Length; d++)
        {
            long index = long.CreateTruncating(row[d]);
            if ((ulong)index >= (ulong)_shape[d])
                return -1;
            slice = (slice * _shape[d]) + index;
        }
        return (int)slice;
    }
}
