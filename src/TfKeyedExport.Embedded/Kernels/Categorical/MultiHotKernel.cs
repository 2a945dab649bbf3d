using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Categorical;

/// <summary>How often each index occurs in each row of indices; see <c>MultiHotFusion</c>.</summary>
internal sealed class MultiHotKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value indices = context.Input(0);
        long depth = context.Integer(1);
        if (depth < 0)
            throw KernelContext.Error("depth must not be negative");
        if (indices.Rank == 0)
            throw context.ShapeError(0, "the sum needs the dimension before the last one");
        Span<long> shape = stackalloc long[indices.Rank];
        indices.Shape.CopyTo(shape);
        int row = indices.Dim(indices.Rank - 1);
        shape[^1] = depth;
        Span<float> counts = context.Allocate<float>(0, shape);
        counts.Clear();
        if (row == 0)
            return;
        if (indices.Type == DataType.Int64)
            Count<long>(indices.Span<long>(), row, (int)depth, counts);
        else
            Count<int>(indices.Span<int>(), row, (int)depth, counts);
    }

    private static void Count<TIndex>(ReadOnlySpan<TIndex> indices, int row, int depth, Span<float> counts)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (; indices.Length >= row; indices = indices[row..], counts = counts[depth..])
        {
            foreach (TIndex place in indices[..row])
            {
                long index = long.CreateTruncating(place);
                if ((ulong)index < (ulong)depth)
                    counts[(int)index]++;
            }
        }
    }
}
