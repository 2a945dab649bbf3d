using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>A sparse tensor among the inputs of a kernel: indices, values and shape, one after the other.</summary>
internal readonly ref struct SparseOperand
{
    private readonly ReadOnlySpan<long> _indices;
    private readonly ReadOnlySpan<long> _shape;

    /// <summary>Reads a sparse tensor and checks that every index lies in its shape.</summary>
    /// <param name="context">The running kernel.</param>
    /// <param name="first">The input with the indices.</param>
    public SparseOperand(KernelContext context, int first)
    {
        Value indices = context.Input(first), values = context.Input(first + 1), shape = context.Input(first + 2);
        bool haveRanks = indices.Rank == 2 && values.Rank == 1 && shape.Rank == 1 && shape.Count <= Value.MaxRank;
        if (!haveRanks || indices.Dim(0) != values.Count || indices.Dim(1) != shape.Count)
            throw KernelContext.Error($"indices {indices.ToShape()}, values {values.ToShape()} and {shape.Count} sizes are no sparse tensor");
        _indices = indices.Span<long>();
        _shape = shape.Span<long>();
        Count = values.Count;
        foreach (long size in _shape)
        {
            if (size is < 0 or > int.MaxValue)
                throw KernelContext.Error($"a size of {size} is not possible");
        }
        for (int i = 0; i < _indices.Length; i++)
        {
            if ((ulong)_indices[i] >= (ulong)_shape[i % _shape.Length])
                throw KernelContext.Error($"the index {_indices[i]} of element {i / _shape.Length} is not in [0, {_shape[i % _shape.Length]})");
        }
    }

    /// <summary>The number of elements that are there.</summary>
    public int Count { get; }

    /// <summary>The number of dimensions.</summary>
    public int Rank => _shape.Length;

    /// <summary>The sizes.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>A size.</summary>
    public long Size(int dimension) => _shape[dimension];

    /// <summary>An index of an element.</summary>
    public long Index(int element, int dimension) => _indices[(element * _shape.Length) + dimension];

    /// <summary>All indices of an element.</summary>
    public ReadOnlySpan<long> Indices(int element) => _indices.Slice(element * _shape.Length, _shape.Length);
}
