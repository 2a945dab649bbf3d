using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>The elements of a sparse tensor within a window.</summary>
internal sealed class SparseSliceKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var sparse = new SparseInput(context.Input(0), context.Input(1), context.Input(2));
        ReadOnlySpan<long> start = Vector(context, 3, sparse.Rank), size = Vector(context, 4, sparse.Rank);
        Span<long> shape = context.Allocate<long>(2, sparse.Rank);
        for (int d = 0; d < sparse.Rank; d++)
        {
            if (start[d] < 0 || size[d] < 0)
                throw KernelContext.Error($"start {start[d]} and size {size[d]} in dimension {d} must not be negative");
            shape[d] = Math.Clamp(sparse.Shape[d] - start[d], 0, size[d]);
        }
        using var kept = new Scratch<int>(context, sparse.Count);
        int count = 0;
        for (int i = 0; i < sparse.Count; i++)
        {
            if (IsInside(sparse.Row(i), start, shape))
                kept.Span[count++] = i;
        }
        Span<long> indices = context.Allocate<long>(0, count, sparse.Rank);
        var values = new ElementMover(context, 1, count);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<long> row = sparse.Row(kept.Span[i]);
            for (int d = 0; d < row.Length; d++)
                indices[(i * sparse.Rank) + d] = row[d] - start[d];
            values.Put(i, sparse.Values, kept.Span[i]);
        }
    }

    private static ReadOnlySpan<long> Vector(KernelContext context, int input, int length) =>
        context.Input(input) is { Rank: 1 } vector && vector.Count == length
            ? vector.Span<long>()
            : throw context.ShapeError(input, $"it must be a vector of {length} numbers");

    private static bool IsInside(ReadOnlySpan<long> row, ReadOnlySpan<long> start, ReadOnlySpan<long> size)
    {
        for (int d = 0; d < row.Length; d++)
        {
            if (row[d] < start[d] || row[d] - start[d] >= size[d])
                return false;
        }
        return true;
    }
}
