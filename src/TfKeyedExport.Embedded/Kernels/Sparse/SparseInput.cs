using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>A sparse tensor among a kernel's inputs: where its elements are, what they are, and its dense shape.</summary>
internal readonly ref struct SparseInput
{
    /// <summary>Reads a sparse tensor and checks that its three parts belong together.</summary>
    /// <param name="indices">[n, rank] of int64.</param>
    /// <param name="values">[n].</param>
    /// <param name="shape">[rank] of int64.</param>
    public SparseInput(Value indices, Value values, Value shape)
    {
        if (indices.Rank != 2)
            throw KernelContext.Error($"indices of a sparse tensor must be a matrix, not {indices.ToShape()}");
        if (values.Rank != 1)
            throw KernelContext.Error($"values of a sparse tensor must be a vector, not {values.ToShape()}");
        if (shape.Rank != 1)
            throw KernelContext.Error($"the shape of a sparse tensor must be a vector, not {shape.ToShape()}");
        if (indices.Dim(0) != values.Count)
            throw KernelContext.Error($"a sparse tensor has {indices.Dim(0)} rows of indices for {values.Count} values");
        if (indices.Dim(1) != shape.Count)
            throw KernelContext.Error($"a sparse tensor has {indices.Dim(1)} columns of indices for {shape.Count} dimensions");
        Indices = indices.Span<long>();
        Values = values;
        Shape = shape.Span<long>();
        Rank = shape.Count;
        Count = values.Count;
    }

    /// <summary>One row of indices for each element.</summary>
    public ReadOnlySpan<long> Indices { get; }

    /// <summary>The elements.</summary>
    public Value Values { get; }

    /// <summary>The dense shape.</summary>
    public ReadOnlySpan<long> Shape { get; }

    /// <summary>The number of dimensions.</summary>
    public int Rank { get; }

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>The indices of one element.</summary>
    public ReadOnlySpan<long> Row(int element) => Indices.Slice(element * Rank, Rank);
}
